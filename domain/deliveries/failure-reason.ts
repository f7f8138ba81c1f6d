export const failureReasons = [
  'no-such-address',
  'mailbox-off',
  'mailbox-full',
  'too-big',
  'their-server',
  'way-there',
  'not-trusted',
  'bounced-before',
  'complained-before',
  'unsubscribed-before',
  'other',
] as const;
/** Why a copy did not arrive, as far as the answer tells. */
export type FailureReason = (typeof failureReasons)[number];

/**
 * The reason in what a mail server or provider answered: by the enhanced status code of RFC 3463 where there is one, else by the reasons
 * that SendGrid documents for a drop (facts: delivery 3.3). Everything else is `other`: the words of servers are free.
 */
export function failureReason(raw: string): FailureReason {
  for (const [part, reason] of dropped) if (raw.includes(part)) return reason;
  const status = /(?<![\d.])[245]\.(\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(raw)?.[1] ?? '';
  return byDetail.get(status) ?? bySubject.get(status.split('.')[0] ?? '') ?? 'other';
}

const dropped: readonly (readonly [string, FailureReason])[] = [
  ['Bounced Address', 'bounced-before'],
  ['Spam Reporting Address', 'complained-before'],
  ['Unsubscribed Address', 'unsubscribed-before'],
];

const byDetail = new Map<string, FailureReason>([
  ['2.1', 'mailbox-off'],
  ['2.2', 'mailbox-full'],
  ['2.3', 'too-big'],
  ['3.4', 'too-big'],
  // Of the sender's address, not of the reader's.
  ['1.7', 'not-trusted'],
  ['1.8', 'not-trusted'],
]);

/** By the middle number alone. */
const bySubject = new Map<string, FailureReason>([
  ['1', 'no-such-address'],
  ['2', 'mailbox-off'],
  ['3', 'their-server'],
  ['4', 'way-there'],
  ['7', 'not-trusted'],
]);
