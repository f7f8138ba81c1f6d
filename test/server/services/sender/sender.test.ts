import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDns } from '../../../../integrations/dns.ts';
import { startSandboxDns, type SandboxDns, type Zone } from '../../../../sandbox/dns/index.ts';
import type { Context, Member } from '../../../../server/services/context.ts';
import { changeSettings } from '../../../../server/services/organisations/change.ts';
import { readOrganisation } from '../../../../server/services/organisations/read.ts';
import { checkSender, recheckSenders } from '../../../../server/services/sender/check.ts';
import { readSender } from '../../../../server/services/sender/read.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import {
  mailsOf,
  NOW,
  planOne,
  send,
  startSendingWorld,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

let world: SendingWorld;
let dns: SandboxDns;
let ctx: Context;
beforeAll(async () => {
  dns = await startSandboxDns();
  const started = await startSendingWorld();
  ctx = { ...started.ctx, dns: openDns({ servers: [dns.server] }) };
  world = { ...started, ctx };
}, 90_000);
afterAll(async () => {
  await world.close();
  await dns.close();
});
beforeEach(() => dns.setZone({}));
afterEach(() => world.setNow(NOW));

const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

async function setSender(member: Member, sender: Record<string, string>): Promise<void> {
  const { version } = await readOrganisation(ctx, member);
  const whole = { name: '', replyTo: null, address: null, ...sender };
  await changeSettings(ctx, member, { version, sender: whole });
}

/** The records as the page of settings names them. */
async function publishedFor(member: Member): Promise<Zone> {
  const { domain } = await readSender(ctx, member);
  const zone: Zone = {};
  for (const { record } of domain?.checks ?? []) {
    if (!record) continue;
    zone[record.host] = record.type === 'TXT' ? { TXT: [record.value] } : { CNAME: record.value };
  }
  return zone;
}

async function mailNow() {
  const one = await planOne(world);
  await send(world, one);
  const [mail] = await mailsOf(world, one.deliveryId);
  return { from: String(mail?.headers['from']), replyTo: String(mail?.headers['reply-to']), mail };
}
const stateOf = async (member: Member) => {
  const { domain } = await readSender(ctx, member);
  const states = (domain?.checks ?? []).map(({ check, state }) => [check, state] as const);
  return { passed: domain?.passed, ...Object.fromEntries(states) };
};

describe('an address of the organisation’s own (ux S4)', () => {
  it('is used only once its domain has passed, and replies reach the organisation before', async () => {
    await setSender(world.owner, { address: 'bills@rose.example' });
    expect(await mailNow()).toMatchObject({
      from: 'Alderbrook Field Services via Dunlin <reminders@dunlin.example>',
      replyTo: 'ar@alderbrook.example',
    });
    await checkSender(ctx, world.owner);
    expect(await stateOf(world.owner)).toEqual({
      passed: false,
      ownership: 'missing',
      spf: 'missing',
      dkim: 'missing',
      dmarc: 'missing',
    });
    expect((await mailNow()).from).toContain('reminders@dunlin.example');

    dns.setZone(await publishedFor(world.owner));
    await checkSender(ctx, world.owner);
    expect(await stateOf(world.owner)).toMatchObject({ passed: true, spf: 'ok', dkim: 'ok' });
    const { from, mail } = await mailNow();
    expect(from).toBe('Alderbrook Field Services <bills@rose.example>');
    expect(mail?.envelope.from).toBe('bills@rose.example');
  });

  it('falls back when its domain passes no more, and a person is told once', async () => {
    await setSender(world.owner, { address: 'bills@rose.example' });
    dns.setZone(await publishedFor(world.owner));
    await checkSender(ctx, world.owner);
    const tasks = () =>
      world.database.query<{ note: string }>(
        `select note from task where key like 'sender-lost:%'`,
      );
    expect(await recheckSenders(ctx)).toBe(0);

    world.setNow(later(25));
    dns.setZone({ 'rose.example': 'broken', '_dunlin.rose.example': 'broken' });
    await recheckSenders(ctx);
    expect(await stateOf(world.owner)).toMatchObject({ ownership: 'no-answer' });

    world.setNow(later(50));
    dns.setZone({});
    for (let round = 0; round < 2; round += 1) await recheckSenders(ctx);
    expect(await stateOf(world.owner)).toMatchObject({ passed: false });
    expect(await tasks()).toEqual([
      { note: expect.stringMatching(/rose\.example no longer passes/) },
    ]);
    const kinds = await world.database.query<{ kind: string }>(
      `select kind from activity where kind like 'sender.%' order by id desc limit 1`,
    );
    expect(kinds).toEqual([{ kind: 'sender.lost' }]);
    expect((await mailNow()).from).toContain('reminders@dunlin.example');
  });

  it('waits for a check of its own when the address moves to another domain', async () => {
    await setSender(world.owner, { address: 'bills@rose.example' });
    dns.setZone(await publishedFor(world.owner));
    await checkSender(ctx, world.owner);
    await setSender(world.owner, { address: 'bills@other.example' });
    expect(await stateOf(world.owner)).toMatchObject({ passed: false });
    expect((await mailNow()).from).toContain('reminders@dunlin.example');
  });

  it('cannot be that of another organisation, whose records name Dunlin too', async () => {
    await setSender(world.owner, { address: 'bills@rose.example' });
    dns.setZone(await publishedFor(world.owner));
    await checkSender(ctx, world.owner);
    const thief = await makeOrganisation(ctx);
    await setSender(thief.owner, { address: 'bills@rose.example' });
    await checkSender(ctx, thief.owner);
    expect(await stateOf(thief.owner)).toEqual({
      passed: false,
      ownership: 'wrong',
      spf: 'ok',
      dkim: 'ok',
      dmarc: 'ok',
    });
  });
});

describe('the name of the sender', () => {
  it.each([
    ['a line', 'Rose\r\nBcc: thief@evil.example'],
    ['a header of its own', 'Rose\nSubject: Pay here'],
    ['marks that turn text', 'Rose\u202e moc.live'],
    ['another address', 'Rose" <ceo@bank.example>, "x'],
  ])('with %s adds nothing to the headers', async (_what, name) => {
    await setSender(world.owner, { name });
    const { from, mail } = await mailNow();
    expect(mail?.headers).not.toHaveProperty('bcc');
    expect(mail?.envelope.to).toHaveLength(1);
    expect(mail?.subject).toMatch(/^Reminder: /);
    expect(from).toMatch(/<reminders@dunlin\.example>$/);
    expect(from).not.toMatch(/[\r\n\u202e]/);
  });

  it('and the address for replies are the organisation’s choice', async () => {
    await setSender(world.owner, { name: 'Rose Billing', replyTo: 'me@gmail.com' });
    expect(await mailNow()).toMatchObject({
      from: 'Rose Billing via Dunlin <reminders@dunlin.example>',
      replyTo: 'me@gmail.com',
    });
  });
});

describe('a viewer', () => {
  it('sees the sender, and may not ask the name servers', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    const before = dns.asked().length;
    expect((await readSender(ctx, viewer)).offered).toBe(true);
    await expect(checkSender(ctx, viewer)).rejects.toThrow('may not');
    expect(dns.asked()).toHaveLength(before);
  });
});
