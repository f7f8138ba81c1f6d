import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../scripts/support/visitor.ts';
import { axeViolations } from '../support/start-browser.ts';
import { openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** The steps that a new user takes, in a real browser, from an empty folder. Each test goes on where the one before it ended. */
describe('a new user', () => {
  let world: BrowserHouse;
  let house: BrowserHouse['house'];
  let page: Page;
  let problems: string[];
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('journey');
    ({ house, page, problems } = world);
  }, 120_000);

  afterAll(() => world.close(), 60_000);

  const sandboxPage = (path: string) => `${house.sandboxes.quickBooks?.url ?? ''}${path}`;
  const open = (path: string) => page.goto(`${house.baseUrl}/o/${organisation}/${path}`);
  const heading = (name: string | RegExp) => page.getByRole('heading', { name });
  const save = () => page.getByRole('button', { name: 'Save changes' }).click();

  it('is told what happened when consent is refused, and starts again', async () => {
    await page.goto(house.baseUrl);
    await page.getByRole('link', { name: 'Connect to QuickBooks' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(/connect\/problem\?code=consent-refused/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toBe('');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('connects QuickBooks, is signed in, and sees the first sync end', async () => {
    await page.goto(house.baseUrl);
    await page.getByRole('link', { name: 'Connect to QuickBooks' }).click();
    await page.getByRole('button', { name: /^Connect/ }).click();
    await page.waitForURL(/\/o\/[^/]+\/sync/);
    organisation = /\/o\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await heading('First import is done.').waitFor({ timeout: 60_000 });
    await page.getByText('20 of 20').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 90_000);

  it('asks for a full check, told its cost; a reload in the middle keeps the progress (ux O1)', async () => {
    const knobs = house.sandboxes.quickBooks?.admin;
    await knobs?.setKnobs({ latencyMs: 1_500 });
    await page.getByRole('button', { name: 'Full check' }).click();
    await page.getByText(/costs about \d+ calls/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Run full check' }).click();
    await heading('Comparing everything with the books.').waitFor();
    await page.reload();
    await heading('Comparing everything with the books.').waitFor();
    await knobs?.setKnobs({ latencyMs: 0 });
    await heading(/^Compared with the books/).waitFor({ timeout: 60_000 });
    const log = page.getByRole('table', { name: 'Log of readings' });
    await log.getByRole('row').filter({ hasText: 'Full comparison' }).getByText('Pat').waitFor();
    await page.getByLabel('Kind of reading').selectOption('First import');
    await page.waitForURL(/type=import/);
    await log.getByRole('row').filter({ hasText: 'Full comparison' }).waitFor({ state: 'hidden' });
    expect(await log.getByRole('row').count()).toBe(2);
    expect(await axeViolations(page)).toEqual([]);
  }, 90_000);

  it('sees the invoices with status, terms and memo', async () => {
    await open('invoices?status=overdue');
    const row = page.getByRole('row').filter({ hasText: '1005' });
    await row.waitFor();
    const text = await row.innerText();
    for (const part of [
      'Harrow Property Trust:Elm Court',
      '$1,500.00',
      'Overdue',
      'Net 30',
      '19 days late',
    ])
      expect(text).toContain(part);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('writes a rule and sees which messages would go, and for the others why not (BJ-4 to BJ-18)', async () => {
    await open('rules');
    await page
      .getByRole('link', { name: /3, 10, 20 days/ })
      .or(page.getByRole('button', { name: /3, 10, 20 days/ }))
      .click();
    await page.getByRole('radio', { name: 'Skip when the memo contains' }).check({ force: true });
    await page
      .getByRole('textbox', { name: /^Text/ })
      .or(page.getByLabel(/token/i))
      .first()
      .fill('#nochase#');
    await page.getByRole('switch', { name: /Attach files marked/ }).check({ force: true });
    await page.getByText('Due now: 5 messages').waitFor();
    expect(
      await page.getByText('1005 · Harrow Property Trust:Elm Court').count(),
    ).toBeLessThanOrEqual(1);
    expect(await axeViolations(page)).toEqual([]);
    await save();
    await page.getByText('Rule saved.').waitFor();
    expect(await house.sandboxes.mailbox?.messages()).toEqual([]);
  }, 60_000);

  it('agrees to a status field, answers what must be known, goes live, and the due messages arrive once each with PDF and marked files', async () => {
    await open('settings/write-back');
    await page.getByLabel(/Write the last reminder/).selectOption('Site');
    await page.getByRole('switch', { name: /Correct e-mail addresses/ }).check({ force: true });
    expect(await axeViolations(page)).toEqual([]);
    await save();
    await page.getByText('Settings saved.').waitFor();
    // Messages leave at any hour, whenever this test runs (ux S4).
    await open('settings/sending');
    for (const day of ['Saturday', 'Sunday'])
      await page.getByRole('checkbox', { name: day, exact: true }).check({ force: true });
    await page.getByLabel('From', { exact: true }).fill('00:00');
    await page.getByLabel('Until', { exact: true }).fill('23:59');
    await save();
    await page.getByText('Settings saved.').waitFor();
    await open('rules');
    await page.getByRole('switch', { name: /Send reminders/ }).click({ force: true });
    await page.getByText(/would send 4 messages to \d customers/).waitFor();
    const turnOn = page.getByRole('button', { name: 'Turn reminders on' });
    await turnOn.click();
    // Nothing is chosen for the owner (E21), and two systems reminding is not left to chance (UF-2).
    await page.getByText('Choose what happens with the old invoices.').waitFor();
    await page.getByText('Answer this first.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Leave them alone' }).check({ force: true });
    await page.getByText(/would send no message/).waitFor();
    await page.getByRole('radio', { name: 'Start at a step' }).check({ force: true });
    await page.getByRole('switch', { name: /Limit the old/ }).check({ force: true });
    await page.getByLabel('Old invoices per day at most').fill('2');
    await page.getByText(/take about \d+ days/).waitFor();
    await page.getByRole('radio', { name: 'Follow the rules' }).check({ force: true });
    await page.getByRole('switch', { name: /Limit the old/ }).uncheck({ force: true });
    await page.getByText(/would send 4 messages/).waitFor();
    await page.getByRole('radio', { name: 'Yes' }).check({ force: true });
    await page.getByText(/Switch them off in QuickBooks/).waitFor();
    await page.getByRole('radio', { name: 'No', exact: true }).check({ force: true });
    await page.getByText(/Answered .* by Pat/).waitFor();
    await turnOn.click();
    const mails = await until(
      'four mails',
      async () => {
        const all = (await house.sandboxes.mailbox?.messages()) ?? [];
        return all.length >= 4 && all;
      },
      150_000,
    );
    expect(mails.map((mail) => mail.to.join()).sort()).toEqual([
      'ap@birchline.example',
      'buchhaltung@lakeshore.example',
      'frontdesk@odell.example',
      // Two invoices, one message (product.md 4, idea 5).
      'manager@millane.example,site@millane.example',
    ]);
  }, 90_000);

  it('reads on the invoice what was sent, its evidence and what was written back', async () => {
    await open('invoices/101');
    await page
      .getByText('The 10-day reminder for invoice 1001 was sent to Birchline Bakery.')
      .waitFor();
    await page.getByText(/Written to the books for invoice 1001/).waitFor();
    await page.getByRole('tab', { name: 'Delivery' }).click();
    await page.getByText('Accepted by the mail server').waitFor();
    for (const file of ['invoice-1001.pdf', 'work-order.pdf']) await page.getByText(file).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Why' }).click();
    await page
      .getByText('The message for rule day 10 was sent', { exact: false })
      .first()
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('corrects an address from the invoice, finds every change in the log, and takes it back (ux S10)', async () => {
    await open('invoices/104');
    await page.getByRole('button', { name: 'Add an address' }).click();
    const field = page.getByRole('dialog').getByLabel('E-mail address');
    const write = page.getByRole('button', { name: /^Write to/ });
    await field.fill('nobody');
    await write.click();
    await page.getByText('This is not an e-mail address.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await field.fill('marisol@quinones.example');
    await write.click();
    await page.getByText('marisol@quinones.example (from the customer)').waitFor();
    await open('settings/write-back');
    const log = page.getByRole('table', { name: /^Changes made/ });
    await log.getByText('e-mail address: empty → marisol@quinones.example').waitFor();
    await log
      .getByText(/status field: .* → Reminder 10 d/)
      .first()
      .waitFor();
    await log.getByRole('link', { name: 'Invoice 1001' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await log.getByRole('button', { name: /Undo the change of address of Marisol/ }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await log.getByText('e-mail address: marisol@quinones.example → empty').waitFor();
    await page.getByLabel('Search changes').fill('Marisol');
    await page.waitForURL(/q=Marisol/);
    await log.getByRole('link', { name: 'Invoice 1001' }).waitFor({ state: 'hidden' });
    expect(await log.getByRole('row').count()).toBe(3);
  }, 90_000);

  it('pays in QuickBooks, and within seconds the invoice is paid and its next reminder gone, with the reason (E2)', async () => {
    await open('invoices/101');
    const books = await world.browser.newPage();
    await books.goto(sandboxPage('/company/9130357900000001?q=1001'));
    expect(await books.getByText(/Reminder 10 d/).count()).toBe(1);
    await books.locator('form[action$="/invoice/101/pay"] button').click();
    await page
      .getByText('The invoice is paid.', { exact: false })
      .first()
      .waitFor({ timeout: 20_000 });
    await page.getByText('None planned').waitFor();
    await books.close();
  }, 60_000);

  it('reads the same screens in French', async () => {
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByText('Français').click();
    await page.getByRole('link', { name: 'Factures', exact: true }).waitFor();
    await open('activity');
    await page.getByText('Journal d’activité').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await open('sync');
    await heading('Journal des lectures').waitFor();
    await page.getByRole('cell', { name: 'Première importation' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await open('settings/connection');
    await heading('Quand les livres comptables sont trop anciens pour rappeler').waitFor();
    await page.getByText(/^Réponse donnée/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await open('rules');
    const master = page.getByRole('switch', { name: /Envoyer les rappels/ });
    await master.click({ force: true });
    await page.getByText(/^Désactivé. Rien n’est envoyé/).waitFor();
    // The notice would cover the targets below it.
    await page.getByRole('button', { name: 'Fermer' }).click();
    await master.click({ force: true });
    await page.getByText(/Une mise en service maintenant/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('saw no error and no breach of the content security policy', () => {
    expect(problems).toEqual([]);
  });
});
