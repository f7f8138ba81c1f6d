import { randomBytes } from 'node:crypto';
import { dropReason, type SuppressionLists } from './lists.ts';
import { behaviourOf, recipientsOf, type TakenMail } from './mail.ts';

export type MailEvent = Record<string, unknown> & {
  event: string;
  email: string;
  timestamp: number;
};

type Said = Record<string, string | boolean> & { event: string };

const processed: Said = { event: 'processed' };
const delivered: Said = { event: 'delivered', response: '250 2.0.0 OK' };

/** What becomes of a mail, by its recipient; everybody else gets it. */
const stories: ReadonlyMap<string, Said[]> = new Map([
  [
    'bounce',
    [
      processed,
      {
        event: 'bounce',
        type: 'bounce',
        status: '5.1.1',
        reason: '550 5.1.1 No such user here',
        bounce_classification: 'Invalid Address',
      },
    ],
  ],
  [
    'late-bounce',
    [
      processed,
      delivered,
      { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1' },
    ],
  ],
  [
    'blocked',
    [
      processed,
      {
        event: 'bounce',
        type: 'blocked',
        status: '5.7.1',
        reason: '554 5.7.1 Message refused',
        bounce_classification: 'Content',
      },
    ],
  ],
  [
    'deferred',
    [processed, { event: 'deferred', response: '451 4.2.0 Try later', attempt: '1' }, delivered],
  ],
  ['spam', [processed, delivered, { event: 'spamreport' }]],
  ['unsubscribe', [processed, delivered, { event: 'unsubscribe' }]],
  [
    'click',
    [
      processed,
      delivered,
      { event: 'open', useragent: 'Mail' },
      { event: 'click', useragent: 'Mail', url: 'https://example.com/pay' },
    ],
  ],
  ['open', [processed, delivered, { event: 'open', useragent: 'Mail', sg_machine_open: true }]],
]);

/** Events of a mail in the order in which they happen, one second apart; some addresses on its own lists are not even tried. */
export function eventsOf(mail: TakenMail, lists: SuppressionLists, now: Date): MailEvent[] {
  const seconds = Math.floor(now.getTime() / 1000);
  return recipientsOf(mail.body).flatMap((email) => {
    const reason = dropReason(lists, email);
    const story =
      reason === null
        ? (stories.get(behaviourOf(email)) ?? [processed, delivered])
        : [{ event: 'dropped', status: '5.0.0', reason }];
    return story.map((said, index) => ({
      ...mail.body.custom_args,
      email,
      timestamp: seconds + index,
      'smtp-id': `<${mail.id}@geopod-ismtpd>`,
      sg_event_id: newEventId(),
      sg_message_id: `${mail.id}.recvd-${index}`,
      ...said,
    }));
  });
}

export function newEventId(): string {
  return randomBytes(16).toString('base64url');
}
