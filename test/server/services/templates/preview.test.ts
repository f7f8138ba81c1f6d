import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtInIds } from '../../../../domain/templates/template.ts';
import { previewMessage } from '../../../../server/services/templates/preview.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
  world = await startPlanningWorld(database);
}, 90_000);
afterAll(() => database.close());

describe('the preview of a message', () => {
  const preview = (wanted: { template?: string; language?: 'en' | 'fr'; invoice?: string }) =>
    previewMessage(world.ctx, world.owner, { template: 'friendly', language: 'en', ...wanted });

  it('without any invoice says that there is none to show it with', async () => {
    await expect(preview({})).rejects.toMatchObject({ code: 'invoice.not-found' });
  });

  it('fills in a real invoice: the one asked for, else the one that is late the longest', async () => {
    const newer = await world.addInvoice({ dueOn: '2026-11-19', number: 'N-2' });
    await world.addInvoice({ dueOn: '2026-10-01', number: 'N-1', openMinor: 50_000 });
    expect(await preview({})).toMatchObject({
      invoiceNumber: 'N-1',
      customerName: 'Blue Bird Bakery',
    });
    const asked = await preview({ invoice: newer, language: 'fr' });
    expect(asked).toMatchObject({ invoiceNumber: 'N-2', language: 'fr' });
    expect(asked.html).toContain('lang="fr"');
    expect(asked.subject).toContain('N-2');
  });

  it.each(builtInIds)('%s says number, amount and name', async (template) => {
    const { text } = await preview({ template });
    expect(text).toContain('N-1');
    expect(text).toContain('500.00');
    expect(text).toContain('Blue Bird Bakery');
  });

  it('of a template or an invoice that does not exist says which', async () => {
    await expect(async () => preview({ template: 'gone' })).rejects.toMatchObject({
      code: 'template.not-found',
    });
    await expect(preview({ invoice: 'gone' })).rejects.toMatchObject({ code: 'invoice.not-found' });
  });

  it('never shows an invoice of another organisation', async () => {
    const other = await startPlanningWorld(database);
    const theirs = await other.addInvoice();
    await expect(preview({ invoice: theirs })).rejects.toMatchObject({ code: 'invoice.not-found' });
  });
});
