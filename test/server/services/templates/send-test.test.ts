import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createSmtpChannel } from '../../../../integrations/smtp/index.ts';
import { startSandboxMailbox, type SandboxMailbox } from '../../../../sandbox/mailbox/index.ts';
import { sendTest } from '../../../../server/services/templates/send-test.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let mailbox: SandboxMailbox;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
  mailbox = await startSandboxMailbox();
}, 90_000);
afterAll(async () => {
  await world.ctx.email.close();
  await mailbox.close();
  await database.close();
});
beforeEach(async () => {
  const made = await startPlanningWorld(database);
  const email = createSmtpChannel({ url: mailbox.smtpUrl, now: made.ctx.now });
  world = { ...made, ctx: { ...made.ctx, email } };
  await world.addInvoice({ number: 'T-1', dueOn: '2026-11-20' });
  await database.query(`update organisation set company_email = $2 where id = $1`, [
    world.organisationId,
    'accounts@northwind.example',
  ]);
});

const text = { subject: 'About {{ invoice.number }}', body: '<p>Hello</p>' };
const send = (wanted: Partial<Parameters<typeof sendTest>[2]> = {}) =>
  sendTest(world.ctx, world.owner, {
    template: 'friendly',
    language: 'en',
    texts: { en: text },
    invoice: null,
    bundle: false,
    to: 'ana@northwind.example',
    key: randomUUID(),
    ...wanted,
  });
const arrivedAt = async (address: string) =>
  (await mailbox.messages()).filter((mail) => mail.to.includes(address));

describe('a test (ux R6)', () => {
  it('arrives marked at a colleague, is in the history, and counts as no contact', async () => {
    const to = `${randomUUID()}@northwind.example`;
    expect(await send({ to })).toEqual({ to });
    expect(await arrivedAt(to)).toMatchObject([{ subject: '[Test] About T-1' }]);
    const history = await database.query<Record<string, unknown>>(
      `select kind, actor_name, detail->>'to' as to, detail->>'template' as template from activity where organisation_id = $1`,
      [world.organisationId],
    );
    expect(history).toEqual([
      { kind: 'template.tested', actor_name: world.owner.name, to, template: 'Friendly reminder' },
    ]);
    const deliveries = await database.query('select 1 from delivery where organisation_id = $1', [
      world.organisationId,
    ]);
    expect(deliveries).toEqual([]);
  });

  it('without an address goes to the person who asks', async () => {
    const { to } = await send({ to: null });
    expect(to).toContain('@example.com');
    expect(await arrivedAt(to)).toHaveLength(1);
  });

  it('with the same key twice, also at the same moment, sends one message', async () => {
    const to = `${randomUUID()}@northwind.example`;
    const key = randomUUID();
    await Promise.all([send({ to, key }), send({ to, key }), send({ to, key })]);
    await send({ to, key });
    expect(await arrivedAt(to)).toHaveLength(1);
  });

  it.each([
    ['an address elsewhere', { to: 'victim@elsewhere.example' }, 'template.foreign-address'],
    ['a text with errors', { texts: { en: { ...text, body: '{{ x }}' } } }, 'template.invalid'],
    ['a language that is not written', { language: 'fr' as const }, 'template.nothing-to-send'],
  ])('with %s is refused, and nothing leaves', async (_case, wanted, code) => {
    const before = (await mailbox.messages()).length;
    await expect(send(wanted)).rejects.toMatchObject({ code });
    expect(await mailbox.messages()).toHaveLength(before);
  });

  it.each([
    ['refuses it', 'unknown', 'template.test-refused'],
    ['takes nothing for now', 'grey', 'template.test-later'],
  ])(
    'that the mail server %s is told, and can be asked for again with its key',
    async (_case, name, code) => {
      const to = `${name}+${randomUUID()}@northwind.example`;
      const key = randomUUID();
      await expect(send({ to, key })).rejects.toMatchObject({ code });
      const again = send({ to, key });
      await (name === 'grey'
        ? expect(again).resolves.toEqual({ to })
        : expect(again).rejects.toMatchObject({ code }));
      expect(await arrivedAt(to)).toHaveLength(name === 'grey' ? 1 : 0);
    },
  );

  it('is not for viewers', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    await expect(
      sendTest(world.ctx, viewer, {
        template: 'friendly',
        language: 'en',
        texts: { en: text },
        invoice: null,
        bundle: false,
        to: null,
        key: randomUUID(),
      }),
    ).rejects.toMatchObject({ code: 'role.work' });
  });

  it('may be sent thirty times an hour', async () => {
    await database.query(
      `insert into template_test (organisation_id, key, asked_at) select $1, gen_random_uuid(), $2 from generate_series(1, 30)`,
      [world.organisationId, world.ctx.now()],
    );
    await expect(send()).rejects.toMatchObject({ code: 'template.tests-used' });
  });
});
