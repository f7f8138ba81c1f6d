import type { Channel, ChannelWebhook, Message, SendAnswer } from './channel.ts';
import { refuseTooBig } from './mail.ts';

/** What differs between e-mail providers: one hand-over, and what is released at the end. */
export interface MailProvider {
  provider: string;
  handOver(message: Message): Promise<SendAnswer>;
  /** Resolves when nothing is under way any more; `idle` resolves when all hand-overs have ended by themselves. */
  release(idle: Promise<unknown>): Promise<void>;
  webhook?: ChannelWebhook;
  forgetSuppression?: Channel['forgetSuppression'];
}

/** The `email` channel over one provider: refuses what no mail system takes, and lets messages on their way finish before it closes. */
export function createMailChannel(options: MailProvider): Channel {
  const { provider, handOver, release, webhook, forgetSuppression } = options;
  const underWay = new Set<Promise<unknown>>();
  let closing = false;
  return {
    key: 'email',
    provider,
    ...(webhook && { webhook }),
    ...(forgetSuppression && { forgetSuppression }),
    async send(message) {
      if (closing) return closed(provider);
      const tooBig = refuseTooBig(message);
      if (tooBig) return tooBig;
      const answer = handOver(message);
      underWay.add(answer);
      return answer.finally(() => underWay.delete(answer));
    },
    async close() {
      closing = true;
      await release(Promise.allSettled(underWay));
      await Promise.allSettled(underWay);
    },
  };
}

function closed(provider: string): SendAnswer {
  return { kind: 'later', afterMs: 60_000, code: `${provider}.closing`, raw: 'channel is closing' };
}
