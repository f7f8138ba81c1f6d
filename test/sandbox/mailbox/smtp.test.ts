import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { send, withMailbox } from './support.ts';

describe('the recipient decides what happens', () => {
  const refused: [string, string, { responseCode: number; code: string; command: string }][] = [
    [
      'unknown@a.example',
      'no such user',
      { responseCode: 550, code: 'EENVELOPE', command: 'RCPT TO' },
    ],
    [
      'Unknown+7@b.example',
      'upper case and a tag change nothing',
      { responseCode: 550, code: 'EENVELOPE', command: 'RCPT TO' },
    ],
    [
      'full@a.example',
      'mailbox full',
      { responseCode: 452, code: 'EENVELOPE', command: 'RCPT TO' },
    ],
    [
      'grey@a.example',
      'greylisted at first',
      { responseCode: 450, code: 'EENVELOPE', command: 'RCPT TO' },
    ],
    [
      'big@a.example',
      'too big after DATA',
      { responseCode: 552, code: 'EMESSAGE', command: 'DATA' },
    ],
  ];
  it.each(refused)('refuses %s: %s', async (to, _why, expected) => {
    await withMailbox({}, async (mailbox) => {
      expect(await send(mailbox.smtpUrl, { to })).toEqual(expected);
      expect(await mailbox.messages()).toEqual([]);
    });
  });

  it('takes the mail of everybody else and names its queue id', async () => {
    await withMailbox({}, async (mailbox) => {
      const answer = await send(mailbox.smtpUrl, { to: 'greyhound@a.example', subject: 'Été' });
      expect(answer).toMatch(/^250 .*queued as 1$/);
      expect(await mailbox.messages()).toMatchObject([
        {
          subject: 'Été',
          outcome: 'accepted',
          envelope: { from: 'shop@seller.example', to: ['greyhound@a.example'] },
        },
      ]);
    });
  });

  it('greylists each pair of sender and recipient once', async () => {
    await withMailbox({}, async (mailbox) => {
      const attempt = (to: string) => send(mailbox.smtpUrl, { to });
      expect(await attempt('grey@a.example')).toMatchObject({ responseCode: 450 });
      expect(await attempt('grey@a.example')).toMatch(/^250/);
      expect(await attempt('grey+other@a.example')).toMatchObject({ responseCode: 450 });
      await mailbox.clear();
      expect(await attempt('grey@a.example')).toMatchObject({ responseCode: 450 });
    });
  });

  it('takes the mail for the others when one of several is unknown', async () => {
    await withMailbox({}, async (mailbox) => {
      const answer = await send(mailbox.smtpUrl, { to: ['ann@a.example', 'unknown@a.example'] });
      expect(answer).toMatch(/^250/);
      const [message] = await mailbox.messages();
      expect(message?.envelope.to).toEqual(['ann@a.example']);
    });
  });

  it('keeps the mail of drop@ but closes before it answers', async () => {
    await withMailbox({}, async (mailbox) => {
      const answer = await send(mailbox.smtpUrl, { to: 'drop@a.example', subject: 'lost' });
      expect(answer).toMatchObject({ code: 'ECONNECTION', responseCode: undefined });
      expect(await mailbox.messages()).toMatchObject([
        { subject: 'lost', outcome: 'accepted without answer' },
      ]);
    });
  });

  it('lets slow@ wait, with the mail already kept', async () => {
    await withMailbox({ slowMs: 60_000 }, async (mailbox) => {
      const answer = send(mailbox.smtpUrl, { to: 'slow@a.example' });
      const first = await Promise.race([answer, untilOneIsKept(mailbox.url)]);
      expect(first).toBe('kept');
      await mailbox.close();
      expect(await answer).toMatchObject({ code: 'ECONNECTION' });
    });
  });
});

describe('the session', () => {
  it('announces its size limit, and no login, TLS or XCLIENT', async () => {
    await withMailbox({ maxBytes: 5000 }, async (mailbox) => {
      const greeting = await ehlo(Number(new URL(mailbox.smtpUrl).port));
      expect(greeting).toContain('SIZE 5000');
      expect(greeting).not.toMatch(/AUTH|STARTTLS|XCLIENT|XFORWARD/);
    });
  });

  it('answers 552 to a mail above the limit and does not keep it', async () => {
    await withMailbox({ maxBytes: 5000 }, async (mailbox) => {
      const answer = await send(mailbox.smtpUrl, { to: 'a@a.example', text: 'x '.repeat(4000) });
      expect(answer).toMatchObject({ responseCode: 552 });
      expect(await mailbox.messages()).toEqual([]);
    });
  });

  it('says which port is taken instead of starting twice', async () => {
    await withMailbox({}, async (mailbox) => {
      const smtpPort = Number(new URL(mailbox.smtpUrl).port);
      await expect(withMailbox({ smtpPort }, async () => undefined)).rejects.toThrow(
        `EADDRINUSE: address already in use 127.0.0.1:${smtpPort}`,
      );
    });
  });
});

async function untilOneIsKept(url: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${url}/api/messages`);
    const { total } = (await answer.json()) as { total: number };
    if (total === 1) return 'kept';
  }
}

function ehlo(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (/^220 .*\r\n$/.test(text)) socket.write('EHLO test.example\r\n');
      if (/^250 /m.test(text)) socket.destroy();
    });
    socket.on('close', () => resolve(text));
  });
}
