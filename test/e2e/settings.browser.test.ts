import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { OrganisationId } from '../../domain/ids.ts';
import { stopSending } from '../../server/db/sending-stop.ts';
import { inOrganisation } from '../../server/db/transaction.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** The settings of sending and of autopay, in a real browser. Each test goes on where the one before it ended. */
describe('an owner', () => {
  let world: BrowserHouse;
  let page: Page;
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('settings');
    page = world.page;
    organisation = await connectCompany(world);
  }, 180_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${world.house.baseUrl}/o/${organisation}/${path}`);
  const save = () => page.getByRole('button', { name: 'Save changes' }).click();
  const saved = () => page.getByText('Settings saved.').first().waitFor();
  const box = (name: string | RegExp) => page.getByRole('checkbox', { name });

  it('finds the settings by part, with an address for each (ux 4.5)', async () => {
    await open('settings');
    await page.waitForURL(/settings\/company$/);
    expect(await axeViolations(page)).toEqual([]);
    for (const [name, path, heading] of [
      ['Books', 'connection', 'When the books are too old to remind by'],
      ['Invoicing', 'invoicing', 'Invoice sending'],
      ['Autopay', 'autopay', 'Autopay'],
      ['Write to the books', 'write-back', /^Write to/],
      ['Sending', 'sending', 'When messages leave'],
    ] as const) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.waitForURL(new RegExp(`settings/${path}$`));
      await page.getByRole('heading', { name: heading }).first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
    }
  }, 60_000);

  it('keeps the holidays of Quebec but one, and sends on Saturdays (ux S4)', async () => {
    await page.getByText(/Messages leave on Monday, .* and Friday, from/).waitFor();
    await box('Saturday').check({ force: true });
    await page.getByText(/, Friday, and Saturday, from 8:00.AM to 6:00.PM/).waitFor();
    await page.getByLabel('Country').selectOption('CA');
    await page.getByLabel('Region').selectOption('QC');
    await page.getByText(/holidays are days off/).waitFor();
    await box(/National Holiday/).waitFor();
    await box(/Canada Day/).uncheck({ force: true });
    await page.getByLabel('Date').fill('2027-12-24');
    await page.getByRole('button', { name: 'Add day' }).click();
    await page.getByRole('button', { name: 'Remove Dec 24, 2027' }).waitFor();
    await page.getByRole('button', { name: 'Add a currency' }).click();
    await page.getByRole('textbox', { name: 'Amount' }).fill('2.50');
    await page
      .getByRole('switch', { name: /Limit the reminders to a customer/ })
      .check({ force: true });
    expect(await axeViolations(page)).toEqual([]);
    await save();
    await saved();
    await page.reload();
    expect(await box('Saturday').isChecked()).toBe(true);
    await box(/National Holiday/).waitFor();
    expect(await box(/National Holiday/).isChecked()).toBe(true);
    expect(await box(/Canada Day/).isChecked()).toBe(false);
    expect(await page.getByLabel('Region').inputValue()).toBe('QC');
    expect(await page.getByRole('textbox', { name: 'Amount' }).inputValue()).toBe('2.50');
    expect(await page.getByLabel('Reminders at most').inputValue()).toBe('4');
    await page.getByRole('button', { name: 'Remove Dec 24, 2027' }).waitFor();
  }, 60_000);

  it('is told of every field that cannot be saved, and led to the first (ux 6.1)', async () => {
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'])
      await page.getByRole('checkbox', { name: day, exact: true }).uncheck({ force: true });
    await page.getByLabel('Days between two reminders').fill('90');
    await page.getByRole('textbox', { name: 'Amount' }).fill('two');
    await save();
    await page.getByText('3 things to correct before saving').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('field-weekdays');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: /^Correct the amounts/ }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('field-tolerances');
    await page.getByRole('tab', { name: 'Autopay' }).click();
    const dialog = page.getByRole('dialog', { name: 'Unsaved changes' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await page.waitForURL(/settings\/autopay$/);
  }, 60_000);

  it('says what is charged by itself, by keyboard alone (BJ-16, ux S7)', async () => {
    await page.getByText(/does not mean that a charge can succeed/).waitFor();
    await page.getByRole('switch', { name: /We charge customers/ }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Days from the due date').fill('-2');
    await page.getByText('Invoices are charged 2 days before their due date.').waitFor();
    await page.getByRole('switch', { name: /^Net 15/ }).focus();
    await page.keyboard.press('Space');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+s');
    await saved();
    await page.reload();
    await page.getByRole('switch', { name: /^Net 15/ }).waitFor();
    expect(await page.getByRole('switch', { name: /^Net 15/ }).isChecked()).toBe(false);
    expect(await page.getByRole('switch', { name: /^Net 30/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('Days from the due date').inputValue()).toBe('-2');
  }, 60_000);

  it('takes one customer out of autopay on the invoice page', async () => {
    await open('invoices/101');
    const choice = page.getByLabel('Autopay');
    await choice.selectOption('off');
    await page.getByText(/^Saved /).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.reload();
    await choice.waitFor();
    expect(await choice.inputValue()).toBe('off');
    await open('activity');
    await page.getByText('Autopay of Birchline Bakery was changed.').waitFor();
  }, 60_000);

  it('chooses when sending stops by itself, and resumes it from the banner (E57)', async () => {
    await open('settings/sending');
    await page.getByLabel(/^Stop when a day has so many times/).fill('1');
    await page.getByLabel('Wait before sending').selectOption('60');
    await save();
    await page.getByText('Enter a whole number from 2 to 100, or nothing.').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel(/^Stop when a day has so many times/).fill('4');
    await save();
    await saved();
    await inOrganisation(world.house.ctx.store, organisation as OrganisationId, (tx) =>
      stopSending(tx, organisation as OrganisationId, {
        at: world.house.ctx.now(),
        reason: 'unusual-volume',
      }),
    );
    await page.reload();
    await page.getByText(/^Far more reminders than usual are to leave today/).waitFor();
    expect(await page.getByLabel(/^Stop when a day has so many times/).inputValue()).toBe('4');
    expect(await axeViolations(page)).toEqual([]);
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/stopped.png`, fullPage: true });
    await page.getByRole('button', { name: 'Resume sending' }).click();
    await page.getByText(/^Sending goes on\./).waitFor();
    await page.getByText(/^Far more reminders than usual/).waitFor({ state: 'hidden' });
  }, 60_000);

  it('connects Xero from inside, chooses one of two companies by keyboard, and changes between both books (ux A2)', async () => {
    await world.house.sandboxes.xero?.admin.setKnobs({ bulkConnections: true });
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByRole('link', { name: 'Connect another company' }).click();
    await page.getByRole('link', { name: 'Connect to Xero' }).click();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Allow access' }).click();
    await page.getByRole('checkbox', { name: 'Harbourline Demo Ltd' }).waitFor();
    const connect = page.getByRole('button', { name: /^Connect/ });
    await connect.press('Enter');
    await page.getByRole('alert').getByText('Choose at least one company.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await box('Tarn & Fell Ltd').press('Space');
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/choose.png`, fullPage: true });
    expect(await connect.innerText()).toBe('Connect 1 company');
    await connect.press('Enter');
    await page.getByRole('heading', { name: 'First import is done.' }).waitFor();
    await page.getByRole('rowheader', { name: 'Payments' }).waitFor();
    expect(await page.getByText('Attachments').count()).toBe(0);
    if (to) await page.screenshot({ path: `${to}/sync-xero.png`, fullPage: true });
    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await page.getByRole('link', { name: 'TF-2001' }).waitFor();
    if (to) await page.screenshot({ path: `${to}/invoices-xero.png`, fullPage: true });

    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByRole('link', { name: 'Change organisation' }).click();
    const organisations = await page.getByRole('listitem').allInnerTexts();
    expect(organisations.map((text) => text.split(/\n+/))).toEqual([
      ['Alderbrook Field Services LLC', 'QuickBooks'],
      ['Tarn & Fell Ltd', 'Xero'],
    ]);
    expect(await axeViolations(page)).toEqual([]);
    if (to) await page.screenshot({ path: `${to}/organisations.png`, fullPage: true });
    await page.getByRole('link', { name: 'Alderbrook Field Services LLC' }).click();
    await page
      .getByRole('row', { name: /Birchline Bakery/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByRole('link', { name: 'Change organisation' }).click();
    await page.getByRole('link', { name: 'Tarn & Fell Ltd' }).click();
    await page.getByRole('link', { name: 'TF-2001' }).waitFor();
  }, 60_000);

  it('finds one of fourteen companies by its name, and reads which of the chosen somebody else took meanwhile (ux A2, E25)', async () => {
    const admin = world.house.sandboxes.xero?.admin;
    await admin?.setKnobs({ connectionLimit: 25 });
    await admin?.addOrganisations({ count: 12 });
    const consentTo = async (from: Page, isMeant: (name: string) => boolean, person: string) => {
      await from.getByRole('link', { name: 'Connect to Xero' }).click();
      for (const one of await from.getByRole('checkbox').all())
        await one.setChecked(isMeant((await one.locator('..').textContent()) ?? ''));
      await from.getByRole('radio', { name: person }).check();
      await from.getByRole('button', { name: 'Allow access' }).click();
    };
    const shell = page.url();
    await page.goto(`${world.house.baseUrl}/orgs`);
    await consentTo(page, () => true, 'Moana');
    const search = page.getByRole('searchbox', { name: 'Search companies' });
    await search.waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(13);
    await page.getByText('Already connected to your organisation “Tarn & Fell Ltd”.').waitFor();
    await search.fill('no such place');
    await page.getByText('No company matches.').waitFor();
    await search.fill('tui');
    expect(await page.getByRole('checkbox').count()).toBe(2);
    await box('Tui Bay Cycles').check();
    await search.fill('kowhai');
    await box('Kōwhai Park Printing').waitFor();
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/choose-search.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    await search.fill('');
    await box('Harbourline Demo Ltd').check();

    const other = await (await world.browser.newContext()).newPage();
    await other.goto(world.house.baseUrl);
    await consentTo(other, (name) => name.includes('Harbourline'), 'Owen');
    await other.waitForURL(/\/o\/[^/]+\/sync/);
    await other.context().close();

    await page.getByRole('button', { name: 'Connect 2 companies' }).click();
    const told = page.getByRole('alert');
    await told.getByText('Not every company could be connected').waitFor();
    await told.getByText(/^Harbourline Demo Ltd: /).waitFor();
    await page.getByText('Connected: Tui Bay Cycles.').waitFor();
    if (to) await page.screenshot({ path: `${to}/choose-refused.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL(/\/o\/[^/]+\/sync/);
    await page.getByRole('heading', { name: 'First import is done.' }).waitFor();
    await page.goto(shell);
  }, 60_000);

  it('reads of Xero what Xero tells, before going live as well (product.md 4, idea 11; E52)', async () => {
    const xero = page.url().split('/invoices')[0] ?? '';
    const both = page.getByText('Xero and Dunlin would both remind');
    const to = process.env['SHOTS'];
    await page.goto(`${xero}/settings/connection`);
    await both.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${xero}/settings/write-back`);
    await page.getByText('Add a note to the history of the invoice').waitFor();
    expect(await page.getByText('custom field').count()).toBe(0);
    await page.goto(`${xero}/rules/new?preset=overdue`);
    await page.getByText('Looks at the reference of the invoice.').waitFor();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.waitForURL(/rules\?saved=/);
    await page.getByRole('switch', { name: /^Send reminders/ }).click({ force: true });
    await page.getByRole('dialog').getByText('Xero and Dunlin would both remind').waitFor();
    if (to) await page.screenshot({ path: `${to}/go-live-xero.png` });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.locator('body').innerText()).not.toMatch(/QuickBooks|Intuit/);
  }, 60_000);

  it('reads the same in French, and on a small screen', async () => {
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByText('Français').click();
    await page.getByRole('link', { name: 'Factures', exact: true }).waitFor();
    await open('settings/sending');
    await page.getByText(/^Les messages partent le lundi, /).waitFor();
    await box(/Fête nationale du Québec/).waitFor();
    await page.getByLabel('Région').getByText('Québec').waitFor({ state: 'attached' });
    expect(await page.getByLabel('Région').locator('option:checked').innerText()).toBe('Québec');
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Plus', exact: true }).click();
    await page.getByRole('link', { name: 'Modèles' }).click();
    await page.getByRole('heading', { name: 'Modèles', level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Activité' }).isVisible()).toBe(false);
    await open('settings/autopay');
    await page
      .getByText('Les factures sont prélevées 2 jours avant leur date d’échéance.')
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 60_000);

  it('saw no error and no breach of the content security policy', () => {
    expect(world.problems).toEqual([]);
  });
});
