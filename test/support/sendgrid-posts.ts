import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export type EventFields = Record<string, string | number | undefined>;

export interface EventSigner {
  /** As SendGrid shows it: base64 of the DER form. */
  publicKey: string;
  headersFor(body: string, timestamp: string): Record<string, string>;
}

/** A key pair as the vendor's, made for one suite (facts: delivery 3.4). */
export function createEventSigner(): EventSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    headersFor: (body, timestamp) => ({
      'content-type': 'application/json',
      'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      'X-Twilio-Email-Event-Webhook-Signature': sign(
        'sha256',
        Buffer.from(timestamp + body),
        privateKey,
      ).toString('base64'),
    }),
  };
}

/** One event about a message of ours, as SendGrid words it. */
export function makeEvent(
  of: { organisationId: string; deliveryId: string; address: string },
  change: EventFields = {},
): EventFields {
  return {
    email: of.address,
    timestamp: 1_795_000_000,
    event: 'delivered',
    sg_event_id: randomUUID(),
    sg_message_id: `${of.deliveryId.slice(0, 8)}.recvd-1`,
    'smtp-id': '<smtp@geopod>',
    delivery_id: of.deliveryId,
    org: of.organisationId,
    ...change,
  };
}

/** As on the wire: a line break after each event, the last one too. */
export function toBody(events: EventFields[]): string {
  return `[${events.map((event) => JSON.stringify(event)).join(',\r\n')}]\r\n`;
}
