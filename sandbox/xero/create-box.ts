import { Clock } from '../kit/clock.ts';
import { FaultRules } from '../kit/faults/rules.ts';
import { ScenarioPlayer } from '../kit/scenario/player.ts';
import { createSigningKey } from '../kit/signing-key.ts';
import { SnapshotFile } from '../kit/snapshot-file.ts';
import { Idempotency } from './api/idempotency.ts';
import { Limits } from './api/limits.ts';
import { dayIn } from './books/days.ts';
import type { Box } from './box.ts';
import { GrantBook } from './identity/grants.ts';
import { Journal } from './journal.ts';
import type { Knobs } from './knobs.ts';
import { DEFAULT_KNOBS } from './knobs.ts';
import type { SandboxXeroOptions } from './options.ts';
import { seedOrgs } from './seed/orgs.ts';
import type { Snapshot } from './snapshot.ts';
import { readSnapshot, restoreOrgs, takeSnapshot } from './snapshot.ts';
import { WebhookSender } from './webhooks/sender.ts';

export interface RunningBox {
  box: Box;
  file: SnapshotFile;
}

/** Puts the sandbox together: from its snapshot when there is one, from the seed otherwise. */
export async function createBox(options: SandboxXeroOptions): Promise<RunningBox> {
  const snapshot = readSnapshot(options.dataFile);
  const clock = new Clock(snapshot?.clockOffsetMs ?? 0);
  const knobs: Knobs = { ...DEFAULT_KNOBS, ...options.knobs };
  const today = dayIn('NEWZEALANDSTANDARDTIME', clock.now());
  const dayZero = snapshot?.dayZero ?? options.dayZero ?? today;
  const generated = options.generate ?? snapshot?.generated ?? null;
  const small = snapshot?.small ?? 0;
  const grants = new GrantBook(clock, knobs);
  const webhookKey = options.webhookKey ?? 'sandbox-webhook-key';
  const shared = options.publicUrl ?? '';
  const urls = {
    login: options.loginUrl ?? shared,
    identity: options.identityUrl ?? shared,
    api: options.apiUrl ?? shared,
  };
  const file = new SnapshotFile(options.dataFile, () => takeSnapshot(box));
  const changed = (): void => file.changed();
  const isConnected = (tenantId: string): boolean => grants.isConnected(tenantId);
  const parts = { clock, knobs, key: webhookKey, urls, isConnected, onChange: changed };
  const sender = new WebhookSender(parts);
  const box: Box = {
    clock,
    knobs,
    clientId: options.clientId ?? 'sandbox-client-id',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    webhookKey,
    urls,
    dayZero,
    generated,
    small,
    orgs: seedOrgs(dayZero, { generated, small }, () => clock.now()),
    grants,
    signingKey: snapshot?.signingKey ?? (await createSigningKey()),
    sender,
    journal: new Journal(),
    faults: new FaultRules(),
    limits: new Limits(clock, knobs),
    idempotency: new Idempotency(clock),
    player: new ScenarioPlayer(clock),
    raise: (change) => {
      sender.raise(change);
      changed();
    },
    changed,
  };
  if (snapshot) restore(box, snapshot);
  if (options.webhookUrl !== undefined) sender.setUrl(options.webhookUrl);
  return { box, file };
}

function restore(box: Box, snapshot: Snapshot): void {
  box.grants.restore(snapshot.identity);
  box.limits.restore(snapshot.limits);
  restoreOrgs(box.orgs, snapshot);
  box.sender.restore(snapshot.sender);
}
