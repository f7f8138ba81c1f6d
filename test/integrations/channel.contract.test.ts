import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Bug, NeedsPerson } from '../../domain/errors.ts';
import { asId, type DeliveryId } from '../../domain/ids.ts';
import type { Channel, Message } from '../../integrations/channel.ts';
import { makeMessage } from '../support/make-message.ts';
import { worlds, type World } from './channel.worlds.ts';

/** What every e-mail provider must do alike. Each case runs against a real server over a real connection. */
describe.each(worlds)('the e-mail channel over $provider', ({ provider, start }) => {
  let world: World;
  beforeEach(async () => {
    world = await start();
  });
  afterEach(() => world.close());

  it('is the e-mail channel of its provider', () => {
    expect(world.channel).toMatchObject({ key: 'email', provider });
  });

  it('hands a message over once, whole, with its key and its thread', async () => {
    const pdf = Buffer.from('%PDF-1.7 \u0000\r\n.\r\nend');
    const message = makeMessage({
      cc: ['Anna@customer.example', 'boss@customer.example'],
      bcc: ['archive@menuiserie.example'],
      attachments: [{ fileName: 'Facture été.pdf', contentType: 'application/pdf', content: pdf }],
    });
    const answer = await world.channel.send(message);
    expect(answer).toMatchObject({
      kind: 'sent',
      messageId: `<${message.key}@mail.menuiserie.example>`,
      providerId: expect.stringMatching(/\S/),
      refusedRecipients: [],
    });
    const [mail, ...others] = await world.arrived();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      evidenceKey: message.key,
      messageId: `<${message.key}@mail.menuiserie.example>`,
      references: '<thread.7d2b5c1e.145@mail.menuiserie.example>',
      autoSubmitted: 'auto-generated',
      subject: message.subject,
      fromName: 'Menuiserie Déjà Vu',
      text: message.text,
      html: message.html,
      files: [{ fileName: 'Facture été.pdf', content: pdf }],
    });
    expect(mail?.recipients.sort()).toEqual([
      'anna@customer.example',
      'archive@menuiserie.example',
      'boss@customer.example',
    ]);
  });

  const channelFor = (mailbox: string): Channel =>
    mailbox === 'slow' ? world.impatient : world.channel;
  const outcomes: [string, string, object][] = [
    ['an address that does not exist', 'unknown', { kind: 'refused', severity: 'hard' }],
    ['a message that is too big there', 'big', { kind: 'refused', severity: 'soft' }],
    ['not now', 'grey', { kind: 'later', afterMs: expect.any(Number) }],
    ['an answer lost after the send (E44)', 'drop', { kind: 'unknown' }],
    ['an answer that does not come in time (E44)', 'slow', { kind: 'unknown' }],
  ];
  it.each(outcomes)('tells %s by its code', async (_what, mailbox, expected) => {
    const message = makeMessage({ to: [`${mailbox}@customer.example`] });
    const answer = await channelFor(mailbox).send(message);
    expect(answer).toMatchObject({ ...expected, code: expect.stringMatching(`^${provider}\\.`) });
  });

  it.each(['drop', 'slow'])('never repeats a call whose answer was lost: %s', async (mailbox) => {
    await channelFor(mailbox).send(makeMessage({ to: [`${mailbox}@customer.example`] }));
    await world.channel.send(makeMessage({ key: asId<DeliveryId>('another') }));
    expect(await world.arrived()).toHaveLength(2);
  });

  it('sends after a "later" without a second copy', async () => {
    const message = makeMessage({ to: ['grey@customer.example'] });
    expect((await world.channel.send(message)).kind).toBe('later');
    expect((await world.channel.send(message)).kind).toBe('sent');
    expect(await world.arrived()).toHaveLength(1);
  });

  it('answers "later" when nothing could be reached', async () => {
    const channel = await world.unreachable();
    expect(await channel.send(makeMessage())).toMatchObject({ kind: 'later' });
    await channel.close();
  });

  it('asks for a person when the login is refused, without the secret in the error', async () => {
    const { channel, close } = await world.unauthorised();
    const failed: unknown = await channel.send(makeMessage()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(NeedsPerson);
    expect(failed).toMatchObject({ code: `${provider}.unauthorised` });
    expect(JSON.stringify(failed) + String(failed)).not.toMatch(/wrong/);
    await channel.close();
    await close();
  });

  it('lets no line of a subject or a name become a header', async () => {
    const evil = 'Late\r\nBcc: thief@evil.example\r\n\r\nX\u0000\u202e';
    const from = { name: evil, address: 'factures@menuiserie.example' };
    await world.channel.send(makeMessage({ subject: evil, from }));
    const [mail] = await world.arrived();
    expect(mail?.subject).toBe('Late Bcc: thief@evil.example X');
    expect(mail?.fromName).toBe('Late Bcc: thief@evil.example X');
    expect(mail?.recipients).toEqual(['anna@customer.example']);
    expect(mail?.headerNames).not.toContain('bcc');
  });

  it('has the two headers for one click exactly as RFC 8058 wants them, and only when asked', async () => {
    const url = `https://dunlin.example/u/${'Ab3_-'.repeat(17)}x`;
    await world.channel.send(makeMessage({ unsubscribeUrl: url }));
    await world.channel.send(makeMessage({ key: asId<DeliveryId>('another') }));
    const arrived = await world.arrived();
    expect(arrived.map(({ listHeaders }) => listHeaders).sort()).toEqual([
      [],
      [`List-Unsubscribe: <${url}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'],
    ]);
  });

  const bugs: [string, Partial<Message>][] = [
    ['a second line in an address', { to: ['a@b.example\r\nBcc: thief@evil.example'] }],
    ['two addresses in one', { to: ['a@b.example, thief@evil.example'] }],
    ['a line in Reply-To', { replyTo: 'a@b.example\nX: y' }],
    ['a key that is no key', { key: asId<DeliveryId>('a>\r\nX: y') }],
    ['a thread with a line', { threadKey: 'a\nb' }],
    [
      'a second address to unsubscribe',
      { unsubscribeUrl: 'https://a.example/u/1>, <mailto:x@y.example' },
    ],
    ['a line in that address', { unsubscribeUrl: 'https://a.example/u/1\r\nBcc: x@y.example' }],
    ['no recipient', { to: [] }],
  ];
  it.each(bugs)(
    'refuses %s as our own mistake, before anything is sent',
    async (_what, changes) => {
      await expect(world.channel.send(makeMessage(changes))).rejects.toBeInstanceOf(Bug);
      expect(await world.arrived()).toEqual([]);
    },
  );

  it('refuses files that no mail system takes', async () => {
    const content = Buffer.alloc(25 * 1024 * 1024 + 1);
    const attachments = [{ fileName: 'a.bin', contentType: 'application/pdf', content }];
    expect(await world.channel.send(makeMessage({ attachments }))).toMatchObject({
      kind: 'refused',
      severity: 'soft',
      code: 'mail.attachments-too-big',
    });
    expect(await world.arrived()).toEqual([]);
  });

  it('finishes what is on its way when it closes, and takes nothing new', async () => {
    const sends = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'].map((key) =>
      world.channel.send(makeMessage({ key: asId<DeliveryId>(key) })),
    );
    await world.channel.close();
    expect((await Promise.all(sends)).map(({ kind }) => kind)).toEqual(Array(8).fill('sent'));
    expect(await world.channel.send(makeMessage())).toMatchObject({ kind: 'later' });
    expect(await world.arrived()).toHaveLength(8);
  });
});
