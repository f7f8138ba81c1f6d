/** Behaviour that Xero leaves open or that a test wants otherwise (facts: Xero 9.1, 10). */
export interface Knobs {
  /** What the authorize address does with a browser: shows its page, approves or cancels by itself. */
  consent: 'page' | 'approve' | 'deny';
  /** Organisation chosen by `consent: 'approve'`; null: the first one. */
  consentTenantId: string | null;
  codeLifeSeconds: number;
  idLifeSeconds: number;
  accessLifeSeconds: number;
  refreshLifeSeconds: number;
  /** How long a refresh token that was already used works again. */
  refreshGraceSeconds: number;
  /** Registered redirect URIs, matched exactly. Empty: any https address or localhost. */
  redirectUris: string[];
  /** The deprecated broad scopes, which apps made since March 2026 cannot have. */
  broadScopes: boolean;
  /** Several organisations in one consent (Advanced tier only). */
  bulkConnections: boolean;
  /** Organisations one app may have (Starter: 5). */
  connectionLimit: number;
  /** After a disconnect inside Xero of the last organisation: calls fail with 403 and the refresh goes on, or fails too. */
  disconnected: 'refresh-goes-on' | 'refresh-fails';

  /** A further wait before every accounting answer. */
  latencyMs: number;
  limits: boolean;
  callsPerMinute: number;
  callsPerDay: number;
  callsInFlight: number;
  appCallsPerMinute: number;
  /** Retry-After of a breach of the calls in flight, which Xero does not promise. */
  concurrentRetryAfter: number | null;
  appMinuteRetryAfter: number | null;

  /** Without a word about JSON in Accept. */
  withoutAccept: 'xml' | 'json';
  modifiedSince: 'inclusive' | 'exclusive';
  /** Voided and deleted documents in lists that ask only for what changed. */
  deltaShowsGone: boolean;
  /** What an app may do to a PAID invoice. */
  paidInvoices: 'locked' | 'open';
  /** An update of a contact that leaves out ContactPersons. */
  personsLeftOut: 'kept' | 'dropped';
  noteLength: number;
  summarizeErrors: boolean;
  attachmentsPerDocument: number;
  attachmentBytes: number;
  /** A new file moves UpdatedDateUTC of its invoice and raises its webhook. */
  filesTouchInvoice: boolean;
  emailsPerDay: number;
  /** Records beyond which an unfiltered unpaged list is refused. */
  unfilteredMost: number;
  pdf: 'ok' | 'error' | 'html' | 'empty';

  /** Off: what changes meanwhile is never announced. */
  webhooks: 'on' | 'off';
  webhookCategories: string[];
  webhookOnlyConnected: boolean;
  webhookGatherMs: number;
  webhookTimeoutMs: number;
  webhookMaxEvents: number;
  /** Waits between the repeats are multiplied by this: 0.001 turns 15 minutes into 0.9 seconds. */
  webhookRetryScale: number;
  webhookDuplicates: number;
  webhookReorder: boolean;
  webhookSignature: 'good' | 'wrong' | 'missing';
  webhookMixTenants: boolean;
  webhookTypeCase: 'upper' | 'title';
  /** Some samples leave the id out of resourceUrl. */
  webhookUrlWithoutId: boolean;
  webhookOnPayment: boolean;
  webhookOnSent: boolean;
  /** Off: the subscription counts as approved without the intent to receive. */
  webhookHandshake: boolean;
  /** A receiver that was not there is asked again after this time; 0: only by the admin API. */
  webhookHandshakeRetryMs: number;
}

export const DEFAULT_KNOBS: Knobs = {
  consent: 'page',
  consentTenantId: null,
  codeLifeSeconds: 300,
  idLifeSeconds: 300,
  accessLifeSeconds: 1800,
  refreshLifeSeconds: 5_184_000,
  refreshGraceSeconds: 1800,
  redirectUris: [],
  broadScopes: false,
  bulkConnections: false,
  connectionLimit: 5,
  disconnected: 'refresh-goes-on',
  latencyMs: 0,
  limits: true,
  callsPerMinute: 60,
  callsPerDay: 1000,
  callsInFlight: 5,
  appCallsPerMinute: 10_000,
  concurrentRetryAfter: null,
  appMinuteRetryAfter: null,
  withoutAccept: 'xml',
  modifiedSince: 'inclusive',
  deltaShowsGone: true,
  paidInvoices: 'open',
  personsLeftOut: 'kept',
  noteLength: 2500,
  summarizeErrors: true,
  attachmentsPerDocument: 10,
  attachmentBytes: 10_000_000,
  filesTouchInvoice: false,
  emailsPerDay: 1000,
  unfilteredMost: 100_000,
  pdf: 'ok',
  webhooks: 'on',
  webhookCategories: ['INVOICE', 'CONTACT', 'CREDITNOTE', 'PREPAYMENT', 'OVERPAYMENT'],
  webhookOnlyConnected: true,
  webhookGatherMs: 200,
  webhookTimeoutMs: 5000,
  webhookMaxEvents: 100,
  webhookRetryScale: 1,
  webhookDuplicates: 0,
  webhookReorder: false,
  webhookSignature: 'good',
  webhookMixTenants: true,
  webhookTypeCase: 'upper',
  webhookUrlWithoutId: false,
  webhookOnPayment: true,
  webhookOnSent: true,
  webhookHandshake: true,
  webhookHandshakeRetryMs: 2000,
};
