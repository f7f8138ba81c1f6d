import type { Clock } from '../kit/clock.ts';
import type { Meter } from './data/meter.ts';
import type { Realm } from './data/realm.ts';
import type { Replays } from './data/replays.ts';
import type { Throttle } from './data/throttle.ts';
import type { FaultRules } from '../kit/faults/rules.ts';
import type { GrantBook } from './identity/grants.ts';
import type { SigningKey } from '../kit/signing-key.ts';
import type { Journal } from './journal.ts';
import type { Knobs } from './knobs.ts';
import type { ScenarioPlayer } from '../kit/scenario/player.ts';
import type { Change } from './webhooks/event.ts';
import type { WebhookSender } from './webhooks/sender.ts';

/** Everything one running sandbox consists of. */
export interface Box {
  readonly clock: Clock;
  readonly knobs: Knobs;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly verifierToken: string;
  publicUrl: string;
  dayZero: string;
  generated: Generated | null;
  readonly realms: Map<string, Realm>;
  readonly grants: GrantBook;
  signingKey: SigningKey;
  readonly sender: WebhookSender;
  readonly journal: Journal;
  readonly faults: FaultRules;
  readonly throttle: Throttle;
  readonly meter: Meter;
  readonly replays: Replays;
  readonly player: ScenarioPlayer;
  /** Announces a change of an object: webhook and snapshot. */
  raise(change: Change): void;
  /** Something else that the snapshot holds has changed. */
  changed(): void;
}

/** A company filled with invented documents, for benches. */
export interface Generated {
  realmId: string;
  invoices: number;
  customers: number;
  /** What is left out follows from the number of invoices. */
  payments?: number;
  credits?: number;
  attachments?: number;
}
