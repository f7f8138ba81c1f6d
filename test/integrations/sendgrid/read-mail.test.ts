import { describe, expect, it } from '@jest/globals';
import { readMail } from '../../../integrations/sendgrid/read-mail.ts';
import { makeMail, makeReport } from '../../support/make-mail.ts';

const read = (mime: string | Buffer, from = 'ap@rose.example') =>
  readMail({ to: ['r@x.example'], from, mime: Buffer.from(mime as string) });

describe('a mail that came in', () => {
  it('is read with who wrote it, what it answers and what it says', async () => {
    const mail = makeMail({
      headers: {
        'In-Reply-To': '<d@mail.x>',
        References: '<thread@mail.x>\r\n <d@mail.x>',
        'Reply-To': 'boss@rose.example',
      },
    });
    expect(await read(mail)).toEqual({
      messageId: '<m-1@rose.example>',
      fromName: 'Rose',
      from: 'ap@rose.example',
      replyTo: 'boss@rose.example',
      subject: 'Re: Reminder',
      text: expect.stringContaining('We pay on Friday.'),
      threadIds: ['<d@mail.x>', '<thread@mail.x>'],
      automatic: false,
      bounces: [],
    });
  });

  it('is read in its own character set', async () => {
    const mime = makeMail({
      text: 'Payé',
      headers: { 'Content-Type': 'text/plain; charset=iso-8859-1' },
    });
    const { text } = await read(Buffer.from(mime, 'latin1'));
    expect(text.trim()).toBe('Payé');
  });

  it.each([
    [{ 'Auto-Submitted': 'auto-replied' }, 'ap@rose.example'],
    [{ Precedence: 'bulk' }, 'ap@rose.example'],
    [{ 'X-Autoreply': 'yes' }, 'ap@rose.example'],
    [{}, ''],
  ])('is nobody’s reply with %j from <%s>', async (headers, from) => {
    const named = headers as Record<string, string>;
    expect((await read(makeMail({ headers: named }), from)).automatic).toBe(true);
  });

  it('that is a report names the recipients, and the mail it is about', async () => {
    const { bounces, automatic, threadIds } = await read(
      makeReport({
        address: 'ap@rose.example',
        action: 'failed',
        status: '5.1.1',
        returned: ['Message-ID: <d@mail.x>', 'References: <thread@mail.x>'],
      }),
      '',
    );
    expect([bounces[0]?.action, bounces[0]?.status, automatic]).toEqual(['failed', '5.1.1', true]);
    expect(threadIds).toEqual(expect.arrayContaining(['<d@mail.x>', '<thread@mail.x>']));
  });

  it('that says hardly anything is read as such', async () => {
    expect(await read('x')).toMatchObject({ messageId: null, from: '', threadIds: [] });
  });
});
