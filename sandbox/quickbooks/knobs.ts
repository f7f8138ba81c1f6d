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
  throttleBody: 'json' | 'xml';
  monthlyCap: number;
  monthlyBlock: boolean;

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
  throttleBody: 'json',
  monthlyCap: 500_000,
  monthlyBlock: false,
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
