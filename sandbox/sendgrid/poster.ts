import { generateKeyPairSync, sign } from 'node:crypto';
import { newEventId, type MailEvent } from './events.ts';

export interface EventKnobs {
  /** Where events are posted to; none: they wait. */
  webhookUrl: string | null;
  /** `same`: each post twice; `new-id`: the second time with new event ids. */
  duplicates: 'none' | 'same' | 'new-id';
  order: 'as-happened' | 'reversed';
  /** Age of an event before it is posted. */
  delayMs: number;
  /** Events are thrown away, as if the vendor had lost them. */
  lost: boolean;
  signature: 'right' | 'wrong' | 'none';
}

export const usualKnobs: EventKnobs = {
  webhookUrl: null,
  duplicates: 'none',
  order: 'as-happened',
  delayMs: 0,
  lost: false,
  signature: 'right',
};

export interface EventPoster {
  /** Base64 of the SubjectPublicKeyInfo, as the vendor's page shows it. */
  publicKey: string;
  knobs: EventKnobs;
  add(events: MailEvent[]): void;
  /** Headers of the signature over these bytes, as the knob says: right, wrong or none. */
  sign(body: Buffer): Record<string, string>;
  /** Posts what is due; answers the statuses. What was not answered with 2xx is posted again by the next flush. */
  flush(): Promise<number[]>;
}

export function createPoster(now: () => Date): EventPoster {
  const right = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wrong = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let waiting: { dueMs: number; event: MailEvent }[] = [];
  const poster: EventPoster = {
    publicKey: right.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    knobs: { ...usualKnobs },
    add(events) {
      if (poster.knobs.lost) return;
      const dueMs = now().getTime() + poster.knobs.delayMs;
      waiting.push(...events.map((event) => ({ dueMs, event })));
    },
    sign: signatureOf,
    async flush() {
      const { webhookUrl, duplicates } = poster.knobs;
      const due = waiting.filter(({ dueMs }) => dueMs <= now().getTime());
      if (webhookUrl === null || due.length === 0) return [];
      waiting = waiting.filter((one) => !due.includes(one));
      const events = due.map(({ event }) => event);
      const rounds = [events, ...(duplicates === 'none' ? [] : [again(events, duplicates)])];
      const statuses: number[] = [];
      for (const round of rounds) statuses.push(await post(webhookUrl, round));
      if (statuses.some((status) => status < 200 || status > 299)) waiting.push(...due);
      return statuses;
    },
  };

  async function post(url: string, events: MailEvent[]): Promise<number> {
    const ordered = poster.knobs.order === 'reversed' ? events.toReversed() : events;
    const body = toBody(ordered);
    const answer = await fetch(url, { method: 'POST', body, headers: headersFor(body) }).catch(
      () => null,
    );
    return answer?.status ?? 0;
  }

  function headersFor(body: string): Record<string, string> {
    return { 'content-type': 'application/json', ...signatureOf(Buffer.from(body)) };
  }

  function signatureOf(body: Buffer): Record<string, string> {
    const { signature } = poster.knobs;
    if (signature === 'none') return {};
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const { privateKey } = signature === 'right' ? right : wrong;
    const bytes = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), privateKey);
    return {
      'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      'X-Twilio-Email-Event-Webhook-Signature': bytes.toString('base64'),
    };
  }
  return poster;
}

function again(events: MailEvent[], how: 'same' | 'new-id'): MailEvent[] {
  return how === 'same' ? events : events.map((one) => ({ ...one, sg_event_id: newEventId() }));
}

/** A line break follows each event and the whole; the signature is over these bytes. */
function toBody(events: MailEvent[]): string {
  return `[${events.map((event) => JSON.stringify(event)).join(',\r\n')}]\r\n`;
}
