import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays } from '../../domain/local-date.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** How a person keeps reminders back, and gives them free again. Each test goes on where the one before it ended. */
describe('somebody who silences reminders', () => {
  let world: BrowserHouse;
  let house: BrowserHouse['house'];
  let page: Page;
  let problems: string[];
  let organisation = '';
  /** In UTC: a day ahead anywhere, once a few are added. */
  const ahead = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);

  beforeAll(async () => {
    world = await openBrowserHouse('silence');
    ({ house, page, problems } = world);
    organisation = await connectCompany(world);
  }, 180_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${house.baseUrl}/o/${organisation}/${path}`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialog = () => page.getByRole('dialog');
  const inForce = () => page.getByRole('region', { name: 'What keeps reminders back' });
  const choose = async (item: string) => {
    await button('Keep reminders back').click();
    await page.getByRole('menuitem', { name: item }).click();
    await dialog().waitFor();
  };

  it('finds nothing muted and no task at first (ux 6.12)', async () => {
    await open('customers/muted');
    await page.getByText('Nothing is muted.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await open('tasks');
    await page.getByText('No task is waiting.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('mutes an invoice until a day by keyboard alone, and takes it back at once (ux 6.4)', async () => {
    await open('invoices/105');
    await button('Keep reminders back').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Mute…' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Mute…' }).press('Enter');
    await dialog().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Last silent day').press('Enter');
    await page.getByText('Choose today or a later day.').waitFor();
    await page.getByLabel('Last silent day').fill(ahead(9));
    await page.getByLabel('Reason').fill('New owner');
    await page.getByLabel('Reason').press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await inForce()
      .getByText(/This invoice is muted until/)
      .waitFor();
    await inForce()
      .getByText(/Set by Pat.* · New owner/)
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await button('Undo').click();
    await inForce().waitFor({ state: 'hidden' });
  }, 60_000);

  it('mutes the customer without an end, and sees why nothing is sent, with what ends it (ux 4.7)', async () => {
    await choose('Mute…');
    await page.getByRole('radio', { name: /This customer/ }).check({ force: true });
    await page.getByRole('radio', { name: /No end/ }).check({ force: true });
    await dialog().getByRole('button', { name: 'Mute' }).click();
    await inForce()
      .getByText(/^Reminders to .* are muted. No end is set./)
      .waitFor();
    await open('rules');
    await page
      .getByRole('link', { name: /3, 10, 20 days/ })
      .or(button(/3, 10, 20 days/))
      .click();
    await button('Save changes').click();
    await page.getByText('Rule saved.').waitFor();
    await open('invoices/105?tab=why');
    await page.getByText(/The customer is muted\./).waitFor();
    await page.getByText('End the mute.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('records a promise for a part, and opens a dispute with an owner', async () => {
    await open('invoices/101');
    await choose('Record promise…');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Paid by').fill(ahead(5));
    await page.getByLabel('Promised amount').fill('9,999,999');
    await dialog().getByRole('button', { name: 'Record promise' }).click();
    await dialog()
      .getByText(/^At most/)
      .waitFor();
    await page.getByLabel('Promised amount').fill('100.00');
    await dialog().getByRole('button', { name: 'Record promise' }).click();
    await inForce()
      .getByText(/\$100\.00 was promised for/)
      .waitFor();
    await choose('Open dispute…');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('What the customer does not accept').fill('Damaged goods');
    await page.getByLabel('Who sees to it').fill('Léa');
    await dialog().getByRole('button', { name: 'Open dispute' }).click();
    await inForce().getByText('The invoice is in dispute. Reminders wait.').waitFor();
    await inForce()
      .getByText(/Léa sees to it · Damaged goods/)
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('sees all that is muted in one list, filters it, and ends an entry (W10)', async () => {
    await page.getByRole('link', { name: 'Muted' }).click();
    const table = page.getByRole('table', { name: 'Muted' });
    await table.getByRole('row').nth(3).waitFor();
    await table.getByText('No end').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Search').fill('damaged');
    await table.getByRole('row').nth(2).waitFor({ state: 'hidden' });
    await page.waitForURL(/q=damaged/);
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Level').selectOption('Promise to pay');
    await page.waitForURL(/kind=promise/);
    await button(/^Withdraw promise – Invoice 1001/).click();
    await page.getByText('Nothing that is muted matches these filters.').waitFor();
    await button('Clear filters').click();
    await button(/^Change end… – /).click();
    await page.getByRole('radio', { name: 'Until a day' }).check({ force: true });
    await page.getByLabel('Last silent day').fill(ahead(20));
    await button('Save end').click();
    await page.getByText(/^Reminders to .* are muted until/).waitFor();
    await button(/^End now – /).click();
    await page.getByText('The mute has ended.').waitFor();
    await table.getByRole('row').nth(2).waitFor({ state: 'hidden' });
  }, 60_000);

  it('takes, postpones and does a task, and gets it back (W9)', async () => {
    await page.getByRole('link', { name: /Tasks\s*1/ }).click();
    const row = page.getByRole('row').filter({ hasText: 'Dispute' });
    await row.getByText('Damaged goods').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await button(/^Take – Dispute, 1001/).click();
    await row.getByText('Pat').waitFor();
    await button(/^Postpone… – /).click();
    await page.getByLabel('New day').fill(ahead(30));
    expect(await axeViolations(page)).toEqual([]);
    await button('Postpone task').click();
    await page.getByText(/^Task postponed until/).waitFor();
    await button(/^Done – /).click();
    await page.getByText('No task is waiting.').waitFor();
    const told = page.getByRole('status').filter({ hasText: 'Task done.' });
    await told.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
  }, 60_000);

  it('reads what was done in the history, in French on a phone as well', async () => {
    await open('invoices/101');
    for (const text of [
      /promised to pay invoice 1001 by/,
      /A dispute about invoice 1001 was opened/,
    ])
      await page.getByText(text).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ['invoices/101', 'customers/muted', 'tasks']) {
      await open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect([path, wide]).toEqual([path, false]);
      expect(await axeViolations(page)).toEqual([]);
    }
    await button(/^Account of/).click();
    await button('Français').click();
    await page.getByRole('heading', { level: 1, name: 'Tâches' }).waitFor();
    await page.getByText('Damaged goods').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await open('invoices/101');
    await page.getByText('La facture est en litige. Les rappels attendent.').waitFor();
    expect(problems).toEqual([]);
  }, 60_000);
});
