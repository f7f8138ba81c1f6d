import { describe, expect, it } from '@jest/globals';
import type { SendAnswer } from '../../integrations/channel.ts';
import { createMailChannel } from '../../integrations/mail-channel.ts';
import { makeMessage } from '../support/make-message.ts';

const unknown: SendAnswer = { kind: 'unknown', code: 'x.lost', raw: '' };

describe('a channel that closes', () => {
  it('waits for the answers that a forced release brings', async () => {
    let settle: (answer: SendAnswer) => void = () => undefined;
    const pending = new Promise<SendAnswer>((resolve) => (settle = resolve));
    const channel = createMailChannel({
      provider: 'x',
      handOver: () => pending,
      release: () => Promise.resolve(settle(unknown)),
    });
    const answer = channel.send(makeMessage());
    await channel.close();
    expect(await answer).toEqual(unknown);
  });

  it('puts off what comes afterwards without handing it over', async () => {
    const handed: string[] = [];
    const channel = createMailChannel({
      provider: 'x',
      handOver: (message) => Promise.resolve(unknown).finally(() => handed.push(message.key)),
      release: () => Promise.resolve(),
    });
    await channel.close();
    expect(await channel.send(makeMessage())).toMatchObject({ kind: 'later', code: 'x.closing' });
    expect(handed).toEqual([]);
  });

  it('passes on what the provider throws, and still closes', async () => {
    const channel = createMailChannel({
      provider: 'x',
      handOver: () => Promise.reject(new Error('no')),
      release: async (idle) => void (await idle),
    });
    const failed = expect(channel.send(makeMessage())).rejects.toThrow('no');
    await channel.close();
    await failed;
  });
});
