/** Behaviour that QuickBooks leaves open or that a test wants otherwise (facts: QuickBooks 10.1, 10.2). */
export interface Knobs {
  codeLifeSeconds: number;
  accessLifeSeconds: number;
  /** A refresh later than this after the last new value hands out another value. */
  refreshRotationSeconds: number;
  /** How long the superseded refresh token still works. 0: refused at once. */
  refreshGraceSeconds: number;
  refreshRollingSeconds: number;
  refreshAbsoluteSeconds: number;
  /** Registered redirect URIs, matched exactly. Empty: any https or loopback address. */
  redirectUris: string[];

  deliveryInfo: 'accept' | 'ignore' | 6000;
  /** Sparse bodies where only full updates are documented (Payment, CreditMemo, Term, Attachable). */
  undocumentedSparse: 'accept' | 'full';
  voidNote: 'prefix' | 'only' | 'suffix';
  closedPeriod: 'block' | 'allow';
  suspendedStatus: 400 | 403;
  /** A further wait before every data answer. */
  latencyMs: number;

  throttle: boolean;
  requestsPerMinute: number;
  requestsPerSecond: number;
  concurrentRequests: number;
  batchesPerMinute: number;
  /** Of all apps together. */
  batchesPerMinuteOfCompany: number;
  /** Batches and everything else. */
  callsPerMinute: number;
  mailsPerDay: number;
  /** A data call that runs longer is cut off. */
  requestLimitSeconds: number;
  throttleBody: 'json' | 'xml';
  /** Seconds in the Retry-After header of a 429; null: no such header, as documented. */
  throttleRetryAfter: number | null;
  monthlyCap: number;
  monthlyBlock: boolean;

  /** Off: what changes meanwhile is never announced. */
  webhooks: 'on' | 'off';
  webhookFormat: 'cloudevents' | 'legacy';
  webhookVoidVerb: 'void' | 'voided';
  webhookGatherMs: number;
  webhookDelayMs: number;
  /** How many further times each body is sent. */
  webhookDuplicates: number;
  webhookReorder: boolean;
  webhookSignature: 'good' | 'wrong' | 'missing';
  webhookTimeoutMs: number;
  /** Multiplies the retry waits: 0.001 turns 10 s into 10 ms. */
  webhookRetryScale: number;
  webhookMaxEvents: number;
  /** A body holds events of several companies, or of one. */
  webhookMixRealms: boolean;
  /** Fills `data` of each CloudEvent, to make bodies as large as Intuit's largest. */
  webhookPadBytes: number;
  webhookEntities: string[];
  /** Events only for companies with a live connection, as Intuit does. */
  webhookOnlyConnected: boolean;

  pdf: 'ok' | 'error' | 'timeout' | 'html' | 'empty';
  downloadLifeSeconds: number;
}

export const DEFAULT_KNOBS: Knobs = {
  codeLifeSeconds: 300,
  accessLifeSeconds: 3600,
  refreshRotationSeconds: 86_400,
  refreshGraceSeconds: 0,
  refreshRollingSeconds: 8_726_400,
  refreshAbsoluteSeconds: 157_680_000,
  redirectUris: [],
  deliveryInfo: 'accept',
  undocumentedSparse: 'accept',
  voidNote: 'prefix',
  closedPeriod: 'block',
  suspendedStatus: 403,
  latencyMs: 0,
  throttle: true,
  requestsPerMinute: 500,
  requestsPerSecond: 10,
  concurrentRequests: 10,
  batchesPerMinute: 40,
  batchesPerMinuteOfCompany: 120,
  callsPerMinute: 800,
  mailsPerDay: 40,
  requestLimitSeconds: 120,
  throttleBody: 'json',
  throttleRetryAfter: null,
  monthlyCap: 500_000,
  monthlyBlock: false,
  webhooks: 'on',
  webhookFormat: 'cloudevents',
  webhookVoidVerb: 'void',
  webhookGatherMs: 200,
  webhookDelayMs: 0,
  webhookDuplicates: 0,
  webhookReorder: false,
  webhookSignature: 'good',
  webhookTimeoutMs: 3000,
  webhookRetryScale: 1,
  webhookMaxEvents: 100,
  webhookMixRealms: true,
  webhookPadBytes: 0,
  webhookEntities: [
    'Invoice',
    'Customer',
    'Payment',
    'CreditMemo',
    'RefundReceipt',
    'Term',
    'Preferences',
  ],
  webhookOnlyConnected: true,
  pdf: 'ok',
  downloadLifeSeconds: 900,
};
