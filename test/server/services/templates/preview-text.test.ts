import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { previewText } from '../../../../server/services/templates/preview-text.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { newStep, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const text = { subject: 'About {{ invoice.number }}', body: '<p>{{ invoices.table }}</p>' };

const preview = (wanted: Partial<Parameters<typeof previewText>[2]> = {}) =>
  previewText(world.ctx, world.owner, {
    template: 'friendly',
    language: 'en',
    texts: { en: text },
    invoice: null,
    bundle: false,
    ...wanted,
  });

describe('the preview of a text that is not saved', () => {
  it('shows it on the invoice that became overdue last, not on one to come', async () => {
    await world.addInvoice({ number: 'old', dueOn: '2026-01-01' });
    await world.addInvoice({ number: 'late', dueOn: '2026-11-20' });
    await world.addInvoice({ number: 'ahead', dueOn: '2026-12-24' });
    const { message } = await preview();
    expect(message).toMatchObject({ invoiceNumber: 'late', subject: 'About late', invoices: 1 });
    expect(message?.html).toContain('<table role="table"');
  });

  it('shows it on any invoice when none is late', async () => {
    await world.addInvoice({ number: 'ahead', dueOn: '2026-12-24' });
    expect((await preview()).message).toMatchObject({ invoiceNumber: 'ahead' });
  });

  it.each([
    ['friendly', ['1', '2'], 2],
    ['summary', ['1', '2', '3'], 3],
  ])(
    'as one message of %s lists %j, in one currency and of one customer',
    async (template, numbers, count) => {
      const lead = await world.addInvoice({ number: '1', dueOn: '2026-11-20' });
      await world.addInvoice({ number: '2', dueOn: '2026-10-20' });
      await world.addInvoice({ number: '3', dueOn: '2026-12-20' });
      await world.addInvoice({ number: 'usd', dueOn: '2026-10-20', currency: 'USD' });
      await world.addInvoice({ number: 'foreign', dueOn: '2026-10-20', customerId: null });
      const { message } = await preview({ template, invoice: lead, bundle: true });
      expect(message).toMatchObject({ invoiceNumber: '1', invoices: count });
      for (const number of numbers) expect(message?.html).toContain(`>${number}</td>`);
      expect(message?.html).not.toMatch(/>(usd|foreign)</);
    },
  );

  it('says what saving would find in both languages, and shows no message that could not be sent', async () => {
    await world.addInvoice();
    await world.addRule({ steps: [newStep(3)] });
    const { message, checks } = await preview({ texts: { en: { ...text, body: '{{ x }}' } } });
    expect(message).toBeNull();
    expect(checks.map(({ language, code, severity }) => [language, code, severity])).toEqual([
      ['en', 'unknown-field', 'error'],
      ['fr', 'missing-language', 'error'],
    ]);
  });

  it('tells the checks even without any invoice', async () => {
    const { message, checks } = await preview();
    expect(message).toBeNull();
    expect(checks).toMatchObject([{ code: 'missing-language', severity: 'warning' }]);
  });

  it('of an unknown template or invoice, or another organisation’s, says which', async () => {
    const other = await startPlanningWorld(database);
    const theirs = await other.addInvoice();
    await expect(preview({ invoice: theirs })).rejects.toMatchObject({ code: 'invoice.not-found' });
    await expect(preview({ template: 'gone' })).rejects.toMatchObject({
      code: 'template.not-found',
    });
  });
});
