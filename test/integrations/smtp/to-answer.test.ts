import { describe, expect, it } from '@jest/globals';
import { NeedsPerson } from '../../../domain/errors.ts';
import type { SendAnswer } from '../../../integrations/channel.ts';
import { createSmtpChannel } from '../../../integrations/smtp/index.ts';
import { makeMessage } from '../../support/make-message.ts';
import {
  close,
  reset,
  silence,
  startScriptedServer,
  trickle,
  type Script,
} from './scripted-server.ts';

/** Only where the server keeps us waiting: an answer that does come must not depend on how busy the machine is. */
const impatience = { socketTimeoutMs: 200, greetingTimeoutMs: 200, sendTimeoutMs: 600 };
const keepsWaiting = (script: Script): boolean =>
  Object.values(script).some((move) => move === silence || move === trickle);

async function sendThrough(script: Script): Promise<SendAnswer> {
  const server = await startScriptedServer(script);
  const now = (): Date => new Date('2026-11-22T08:00:00Z');
  const limits = keepsWaiting(script) ? impatience : {};
  const channel = createSmtpChannel({ url: server.url, now, limits });
  try {
    return await channel.send(makeMessage());
  } finally {
    await channel.close();
    await server.close();
  }
}

describe('an answer of the server decides by its codes (facts: delivery 4.2)', () => {
  const hard = { kind: 'refused', severity: 'hard' };
  const soft = { kind: 'refused', severity: 'soft' };
  const later = { kind: 'later', afterMs: 300_000 };
  const cases: [Script, object, string][] = [
    [{ rcpt: '550 5.1.1 no such user' }, hard, 'smtp.550-5.1.1'],
    [{ rcpt: '550 no such user' }, hard, 'smtp.550'],
    [{ rcpt: '551 moved away' }, hard, 'smtp.551'],
    [{ rcpt: '553 no such name' }, hard, 'smtp.553'],
    [{ rcpt: '554 5.1.2 no such host' }, hard, 'smtp.554-5.1.2'],
    [{ rcpt: '554 not you' }, soft, 'smtp.554'],
    [{ rcpt: '550 5.7.26 sender not authenticated' }, soft, 'smtp.550-5.7.26'],
    [{ rcpt: '450 4.2.0 greylisted' }, later, 'smtp.450-4.2.0'],
    [{ rcpt: '452 4.2.2 mailbox full' }, later, 'smtp.452-4.2.2'],
    [{ mail: '550 5.1.8 bad sender' }, soft, 'smtp.550-5.1.8'],
    [{ mail: '451 try again' }, later, 'smtp.451'],
    [{ data: '554 no' }, soft, 'smtp.554'],
    [{ end: '451 4.3.0 busy' }, later, 'smtp.451-4.3.0'],
    [{ end: '552 5.3.4 too big' }, soft, 'smtp.552-5.3.4'],
    [{ end: '554 5.7.1 looks like spam' }, soft, 'smtp.554-5.7.1'],
  ];
  it.each(cases)('%j', async (script, expected, code) => {
    expect(await sendThrough(script)).toMatchObject({ ...expected, code });
  });
});

describe('without a clear answer it matters whether the message had left (E44)', () => {
  const later = { kind: 'later', afterMs: 60_000 };
  const unknown = { kind: 'unknown' };
  const cases: [string, Script, object][] = [
    ['closed instead of a greeting', { greeting: close }, later],
    ['no greeting', { greeting: silence }, later],
    ['not an SMTP server', { greeting: 'HTTP/1.1 400 Bad Request' }, later],
    ['busy at the greeting', { greeting: '421 too many connections' }, later],
    ['closed at the sender', { mail: close }, later],
    ['reset at the recipient', { rcpt: reset }, later],
    ['silent before the message', { data: silence }, later],
    ['closed within the message', { body: close }, unknown],
    ['reset within the message', { body: reset }, unknown],
    ['closed after the message', { end: close }, unknown],
    ['reset after the message', { end: reset }, unknown],
    ['silent after the message', { end: silence }, unknown],
    ['an answer that never ends', { end: trickle }, unknown],
    ['an answer that is none', { end: 'hello' }, unknown],
    ['a second go-ahead', { end: '354 go on' }, unknown],
  ];
  it.each(cases)('%s', async (_what, script, expected) => {
    expect(await sendThrough(script)).toMatchObject(expected);
  });
});

describe('a message that was taken', () => {
  it('carries the queue id of the server and its whole answer', async () => {
    expect(await sendThrough({ end: '250 2.0.0 Ok: queued as 4XyZ' })).toMatchObject({
      kind: 'sent',
      providerId: '4XyZ',
      raw: '250 2.0.0 Ok: queued as 4XyZ',
    });
  });
});

describe('a login', () => {
  const login = async (answer: string): Promise<unknown> => {
    const scripted = await startScriptedServer({
      hello: '250-scripted\r\n250 AUTH PLAIN',
      auth: answer,
    });
    const url = scripted.url.replace('//', '//me:secret@');
    const channel = createSmtpChannel({ url, now: () => new Date(0) });
    const result: unknown = await channel.send(makeMessage()).catch((error: unknown) => error);
    await channel.close();
    await scripted.close();
    return result;
  };

  it('that is wrong needs a person', async () => {
    expect(await login('535 5.7.8 wrong')).toBeInstanceOf(NeedsPerson);
  });

  it('that cannot be checked now is tried later', async () => {
    expect(await login('454 4.7.0 not now')).toMatchObject({ kind: 'later' });
  });
});
