import type { Logger } from 'pino';
import type { Books, BooksLimits } from '../../integrations/books.ts';
import type { SenderOffer } from '../../domain/sender/domain-check.ts';
import type { Dns } from '../../integrations/dns.ts';
import type { Channel, Inbound } from '../../integrations/channel.ts';
import type { Store } from '../db/connect.ts';
import type { Secrets } from '../secrets.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';

/** What every service gets: the outside world, and the clock. Made once per process. */
export interface Context {
  store: Store;
  secrets: Secrets;
  log: Logger;
  now(): Date;
  /** The adapter of an accounting system by its key. Throws Bug for an unknown one. */
  books(key: string): Books;
  systems: Books[];
  email: Channel;
  dns: Dns;
  /** Mail that comes in; absent while it is not configured. */
  inbound?: Inbound;
  limiter: Limiter;
  settings: {
    /** Public address of Dunlin, without a slash at the end. */
    baseUrl: string;
    /** Sender of all messages until an organisation's own domain is verified (facts: delivery 5.2). */
    mailFrom: string;
    /** What an organisation publishes so that we may send in its domain's name. */
    senderOffer: SenderOffer;
    /** Host of the addresses that replies go to; absent: they go to the organisation itself. */
    replyHost?: string | undefined;
    sandbox: boolean;
  };
}

/** Turns of calls to one connection; holds over all processes. */
export interface Limiter {
  /** Runs the call when its turn comes, and keeps its place until it ends. Throws TryLater when the turn is too far away to wait for. */
  inTurn<T>(key: string, limits: BooksLimits, call: () => Promise<T>): Promise<T>;
  /** No call begins before `at`, in any process: the vendor asked for it. */
  holdUntil(key: string, at: Date): Promise<void>;
}

/** Who acts, as it stands in the activity log. */
export type Actor =
  | { kind: 'person'; name: string; personId: PersonId }
  | { kind: 'rule' | 'books' | 'dunlin'; name: string; personId?: undefined };

/** A person inside an organisation, as the front door established it. */
export interface Member {
  organisationId: OrganisationId;
  personId: PersonId;
  name: string;
  role: 'owner' | 'admin' | 'member' | 'viewer';
}

export const dunlin: Actor = { kind: 'dunlin', name: 'Dunlin' };

/** The member as the activity log names them. */
export function actorOf(member: Member): Actor {
  return { kind: 'person', name: member.name, personId: member.personId };
}
