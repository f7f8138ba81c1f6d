import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays } from '../../domain/local-date.ts';
import { REALM_A } from '../../sandbox/quickbooks/seed/realms.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** New invoices that wait until somebody says they were sent. Each test goes on where the one before it ended. */
describe('somebody who lets new invoices wait to be sent', () => {
  let world: BrowserHouse;
  let page: Page;
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('to-send');
    ({ page } = world);
    organisation = await connectCompany(world);
  }, 180_000);
  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${world.house.baseUrl}/o/${organisation}/${path}`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const shot = async (name: string) => {
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/${name}.png`, fullPage: true });
  };
  const today = new Date().toISOString().slice(0, 10);
  const enterInvoice = (amount: number, fields: { email?: string } = {}) =>
    world.house.sandboxes.quickBooks?.admin.createInvoice({
      realmId: REALM_A,
      customerId: '1',
      amount,
      txnDate: today,
      dueDate: addDays(today, 30),
      ...fields,
    });

  it('turns it on, warned to send from one place only (UF-2, UF-3)', async () => {
    await open('invoices');
    await page.getByRole('tab', { name: /^Overdue/ }).waitFor();
    expect(await page.getByRole('tab', { name: /^To send/ }).count()).toBe(0);
    await open('settings/invoicing');
    await page.getByRole('switch', { name: /^Send invoices from Dunlin/ }).check({ force: true });
    await page.getByText('Send each invoice from one place only').waitFor();
    await page.getByRole('radio', { name: /^By itself/ }).check({ force: true });
    await page.getByText(/An invoice read now and issued today leaves at/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('invoicing-automatic');
    await page.getByRole('radio', { name: /^By hand/ }).check({ force: true });
    await page.getByLabel('Copy to a colleague').fill('ana@northwind.example');
    await button('Save changes').click();
    await page.getByText('Settings saved.').first().waitFor();
  }, 60_000);

  it('finds what is to send by the button, and marks a selected one as sent (UF-11, UF-12)', async () => {
    for (const amount of [101, 102, 103]) await enterInvoice(amount);
    await open('invoices');
    await button('Invoices to send (3)').click({ timeout: 60_000 });
    await page.waitForURL(/status=to-send/);
    await page.getByRole('row').filter({ hasText: '$101.00' }).getByRole('checkbox').check();
    await page.getByText('1 invoice selected').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await button('Mark selected as sent').click();
    await page.getByRole('dialog').getByText('Nobody is notified').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
    await page.getByText('1 invoice marked as sent: 1 due, 0 overdue, 0 paid.').waitFor();
    await page.getByRole('row').filter({ hasText: '$101.00' }).waitFor({ state: 'hidden' });
  }, 120_000);

  it('marks one on its page, where the history tells it', async () => {
    const row = page.getByRole('row').filter({ hasText: '$102.00' });
    await row.getByRole('link').click();
    await button('Mark as sent').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
    await page.getByText(/Invoice \S+ was marked as sent\./).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button('Mark as sent').waitFor({ state: 'hidden' });
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('sends the rest once the recipients are confirmed, with a run that shows what became of it (UF-13, O3)', async () => {
    await enterInvoice(104, { email: 'ap@laval.example' });
    await enterInvoice(105, { email: 'billing@laval.example' });
    await open('invoices?status=to-send');
    await page.getByRole('row').filter({ hasText: '$105.00' }).waitFor({ timeout: 60_000 });
    for (const amount of ['$104.00', '$105.00'])
      await page.getByRole('row').filter({ hasText: amount }).getByRole('checkbox').check();
    await button('Send selected…').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('ap@laval.example').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const search = dialog.getByLabel('Search customer, number or address');
    await search.fill('BILLING');
    await dialog.getByText('ap@laval.example').waitFor({ state: 'hidden' });
    await dialog.getByText('billing@laval.example').waitFor();
    await search.fill('nobody');
    await dialog.getByText('No recipient matches this search.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await search.fill('');
    await dialog.getByText('ap@laval.example').waitFor();
    await shot('send-dialog');
    await dialog.getByRole('button', { name: 'Send 2 invoices' }).click();
    await page.waitForURL(/\/jobs\//);
    await button('Undo').click();
    await page.getByText('Nothing was sent. The invoices wait to be sent.').waitFor();
    await button('Send these once more').click();
    await page.getByText('2 of 2 sent.').waitFor({ timeout: 60_000 });
    expect(await axeViolations(page)).toEqual([]);
    await shot('run');
    const mails = (await world.house.sandboxes.mailbox?.messages()) ?? [];
    expect(mails.filter(({ to }) => to.includes('ap@laval.example'))).toHaveLength(1);
    await open('jobs');
    await page.getByRole('table', { name: 'Sending runs' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 150_000);

  it('marks all that are left; then nothing is to send, and the button is gone', async () => {
    await open('invoices?status=to-send');
    await button(/^Mark (1|all \d) invoices? as sent$/).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mark as sent' }).click();
    await page.getByText(/^Nothing to send\./).waitFor();
    await page.getByRole('tab', { name: /^All/ }).click();
    await page.getByRole('table').waitFor();
    expect(await button(/^Invoices to send/).count()).toBe(0);
    expect(world.problems).toEqual([]);
  }, 60_000);
});
