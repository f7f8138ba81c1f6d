import type { Channel, Message, SendAnswer } from '../channel.ts';
import { HttpFailure, send as call } from '../http.ts';
import { createMailChannel } from '../mail-channel.ts';
import { forgetSuppression } from './forget.ts';
import { callTimeoutMs, maxAnswerBytes } from './limits.ts';
import { toAnswer, toFailure } from './to-answer.ts';
import { toRequest } from './to-request.ts';
import { createWebhook } from './webhook.ts';

export interface SendGridSettings {
  apiKey: string;
  /** `https://api.sendgrid.com`, for EU accounts `https://api.eu.sendgrid.com`. */
  baseUrl: string;
  now: () => Date;
  /** Public keys of the event webhook, as SendGrid shows them; none: every post is refused. */
  webhookKeys?: readonly string[];
  timeoutMs?: number;
}

/**
 * E-mail through SendGrid's Mail Send API, by plain HTTP: the vendor's client copies message headers onto the HTTP request, where one of
 * them could replace the API key (facts: delivery 3.2). Throws NeedsPerson `sendgrid.unauthorised` when the key is refused.
 */
export function createSendGridChannel(settings: SendGridSettings): Channel {
  const address = new URL('/v3/mail/send', settings.baseUrl).href;

  async function handOver(message: Message): Promise<SendAnswer> {
    const { body, messageId } = toRequest(message);
    try {
      const reply = await call(address, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${settings.apiKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        timeoutMs: settings.timeoutMs ?? callTimeoutMs,
        maxBytes: maxAnswerBytes,
      });
      return toAnswer(reply, messageId, settings.now());
    } catch (error) {
      if (error instanceof HttpFailure) return toFailure(error);
      throw error;
    }
  }
  // Every call has a time limit, so waiting for all of them ends.
  return createMailChannel({
    provider: 'sendgrid',
    handOver,
    release: () => Promise.resolve(),
    webhook: createWebhook(settings.webhookKeys ?? []),
    forgetSuppression: (one) => forgetSuppression(settings, one),
  });
}
