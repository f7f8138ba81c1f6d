import type { Clock } from '../kit/clock.ts';
import type { FaultRules } from '../kit/faults/rules.ts';
import type { ScenarioPlayer } from '../kit/scenario/player.ts';
import type { SigningKey } from '../kit/signing-key.ts';
import type { Idempotency } from './api/idempotency.ts';
import type { Limits } from './api/limits.ts';
import type { Org } from './books/org.ts';
import type { GrantBook } from './identity/grants.ts';
import type { Journal } from './journal.ts';
import type { Knobs } from './knobs.ts';
import type { Urls } from './urls.ts';
import type { Change } from './webhooks/event.ts';
import type { WebhookSender } from './webhooks/sender.ts';

/** Everything one running sandbox consists of. */
export interface Box {
  readonly clock: Clock;
  readonly knobs: Knobs;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookKey: string;
  readonly urls: Urls;
  dayZero: string;
  generated: Generated | null;
  /** How many organisations without documents there are besides. */
  small: number;
  readonly orgs: Map<string, Org>;
  readonly grants: GrantBook;
  signingKey: SigningKey;
  readonly sender: WebhookSender;
  readonly journal: Journal;
  readonly faults: FaultRules;
  readonly limits: Limits;
  readonly idempotency: Idempotency;
  readonly player: ScenarioPlayer;
  /** Announces a change of a record: webhook and snapshot. */
  raise(change: Change): void;
  /** Something else that the snapshot holds has changed. */
  changed(): void;
}

/** An organisation filled with invented documents, for benches. */
export interface Generated {
  invoices: number;
  contacts: number;
}
