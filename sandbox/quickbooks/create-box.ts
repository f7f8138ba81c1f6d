import { SnapshotFile } from '../kit/snapshot-file.ts';
import type { Box, Generated } from './box.ts';
import { Clock } from '../kit/clock.ts';
import { Meter } from './data/meter.ts';
import { Replays } from './data/replays.ts';
import { Throttle } from './data/throttle.ts';
import { FaultRules } from '../kit/faults/rules.ts';
import { GrantBook } from './identity/grants.ts';
import { createSigningKey } from '../kit/signing-key.ts';
import { Journal } from './journal.ts';
import type { Knobs } from './knobs.ts';
import { DEFAULT_KNOBS } from './knobs.ts';
import type { SandboxQuickBooksOptions } from './options.ts';
import { pacificDay } from './pacific-time.ts';
import { ScenarioPlayer } from '../kit/scenario/player.ts';
import { seedRealms } from './seed/realms.ts';
import type { Snapshot } from './snapshot.ts';
import { readSnapshot, restoreRealms, takeSnapshot } from './snapshot.ts';
import { WebhookSender } from './webhooks/sender.ts';

export interface RunningBox {
  box: Box;
  file: SnapshotFile;
}

/** Puts the sandbox together: from its snapshot when there is one, from the seed otherwise. */
export async function createBox(options: SandboxQuickBooksOptions): Promise<RunningBox> {
  const snapshot = readSnapshot(options.dataFile);
  const clock = new Clock(snapshot?.clockOffsetMs ?? 0);
  const knobs: Knobs = { ...DEFAULT_KNOBS, ...options.knobs };
  const dayZero = snapshot?.dayZero ?? options.dayZero ?? pacificDay(clock.now());
  const generated = options.generate ?? snapshot?.generated ?? null;
  const grants = new GrantBook(clock, knobs);
  const verifierToken = options.verifierToken ?? 'sim-verifier-token-0001';
  const file = new SnapshotFile(options.dataFile, () => takeSnapshot(box));
  const changed = (): void => file.changed();
  const isConnected = (realmId: string): boolean => grants.isConnected(realmId);
  const sender = new WebhookSender({ clock, knobs, verifierToken, isConnected, onChange: changed });
  const box: Box = {
    clock,
    knobs,
    clientId: options.clientId ?? 'sandbox-client-id',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    verifierToken,
    publicUrl: options.publicUrl ?? '',
    dayZero,
    generated,
    realms: seedRealms(dayZero, generated),
    grants,
    signingKey: snapshot?.signingKey ?? (await createSigningKey()),
    sender,
    journal: new Journal(),
    faults: new FaultRules(),
    throttle: new Throttle(clock, knobs),
    meter: new Meter(clock, knobs),
    replays: new Replays(clock),
    player: new ScenarioPlayer(clock),
    raise: (change) => {
      sender.raise(change);
      changed();
    },
    changed,
  };
  if (snapshot) restore(box, snapshot, generated);
  if (options.webhookUrl !== undefined) sender.setUrl(options.webhookUrl);
  return { box, file };
}

function restore(box: Box, snapshot: Snapshot, generated: Generated | null): void {
  box.grants.restore(snapshot.identity);
  box.meter.restore(snapshot.usage);
  box.replays.restore(snapshot.replays);
  // Another size of generated company: its stored changes belong to documents that are gone.
  if (JSON.stringify(generated) !== JSON.stringify(snapshot.generated))
    delete snapshot.realms[generated?.realmId ?? ''];
  restoreRealms(box.realms, snapshot);
  box.sender.restore(snapshot.sender);
}
