import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../scripts/support/visitor.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** Templates in a real browser (ux R5, R6, BJ-6). Each test goes on where the one before it ended. */
describe('own templates', () => {
  let world: BrowserHouse;
  let house: BrowserHouse['house'];
  let page: Page;
  let problems: string[];
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('templates');
    ({ house, page, problems } = world);
    organisation = await connectCompany(world);
  }, 150_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${house.baseUrl}/o/${organisation}/${path}`);
  const subject = () => page.getByRole('textbox', { name: 'Subject' });
  const body = () => page.getByRole('textbox', { name: 'Message' });
  const inbox = () => page.getByRole('group', { name: 'As an inbox shows it' });
  const save = () => page.getByRole('button', { name: 'Save changes' }).click();
  const tab = (name: RegExp) => page.getByRole('tab', { name });

  it('lists the built-in ones, which are read-only, and makes one mine', async () => {
    await page.getByRole('link', { name: 'Templates', exact: true }).click();
    await page.getByRole('link', { name: 'Friendly reminder' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + 7);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Friendly reminder' }).click();
    await body().waitFor();
    expect(await body().getAttribute('contenteditable')).toBe('false');
    await page.getByText('1012').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make it mine' }).click();
    await page.getByRole('heading', { name: 'Template Friendly reminder (own)' }).waitFor();
    await tab(/English: complete/).waitFor();
    expect(await body().getAttribute('contenteditable')).toBe('true');
  }, 60_000);

  it('inserts a field by keyboard: typing {{ opens the list, and writing goes on behind the chip', async () => {
    await subject().focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' – {{');
    const search = page.getByRole('combobox', { name: 'Search for a field' });
    await search.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type('days late');
    await page
      .getByRole('option', { name: /^Days late/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await search.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.id === 'text-subject');
    await page.keyboard.type(', please read');
    await inbox()
      .getByText(/ – 1, please read$/)
      .waitFor();
    expect(await subject().locator('.chip').last().innerText()).toMatch(/^field\s+Days late$/);
    const frame = page.frameLocator('iframe[title="Preview of the message"]');
    await frame.getByText('Hello Pinewood Clinic,').waitFor();
  }, 60_000);

  it('is refused with an unknown field, which is marked where it stands, and saved once corrected', async () => {
    await page.getByText('Source', { exact: true }).click();
    const source = page.locator('.cm-content');
    await source.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('<p>{{ invoice.nmber }}</p>');
    await tab(/English: 1 error/).waitFor();
    await page.getByRole('button', { name: /the field “invoice.nmber” does not exist/ }).waitFor();
    await page.locator('.cm-lint-marker-error').waitFor();
    await save();
    await page.getByText('This template cannot be saved as it is.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Visual', { exact: true }).click();
    const wrong = page.locator('.chip[data-unknown]');
    await wrong.waitFor();
    await wrong.click({ position: { x: 20, y: 8 } });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    await wrong.waitFor({ state: 'hidden' });
    await tab(/English: complete|English: \d difference/).waitFor();
    await save();
    await page.getByText('Template saved.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
  }, 60_000);

  it('shows several invoices of a customer as one message, narrow and as text', async () => {
    await page.getByLabel('Message about').selectOption('bundle');
    await page.getByText('Phone', { exact: true }).click();
    await page.getByText('Text', { exact: true }).click();
    await page
      .locator('pre')
      .getByText(/Kind regards/)
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('sends a test, which arrives marked in the mailbox and reaches no customer', async () => {
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('No customer is contacted.', { exact: false }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('radio', { name: 'To a colleague' }).check({ force: true });
    const address = page.getByLabel('E-mail address');
    await address.fill('victim@elsewhere.example');
    await page.getByRole('button', { name: 'Send test now' }).click();
    await page.getByText('This address is not in your company’s own domain.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await address.fill('ana@alderbrook.example');
    await page.getByRole('button', { name: 'Send test now' }).click();
    await page.getByText('The test was sent to ana@alderbrook.example.').waitFor();
    const mails = await until(
      'the test',
      async () => {
        const all = (await house.sandboxes.mailbox?.messages()) ?? [];
        return all.length > 0 && all;
      },
      30_000,
    );
    expect(mails.map(({ to, subject: words }) => [to.join(), words.slice(0, 17)])).toEqual([
      ['ana@alderbrook.example', '[Test] Reminder: '],
    ]);
  }, 60_000);

  it('shows how it differs from the built-in text it was made from (ux R5)', async () => {
    await page.getByRole('button', { name: 'Compare with built-in' }).click();
    const dialog = page.getByRole('dialog', { name: 'This text and the built-in one' });
    const subjects = dialog.getByRole('region', { name: 'Subject' });
    await subjects
      .locator('ins')
      .getByText(/please read/)
      .waitFor();
    expect(await subjects.locator('del').count()).toBe(1);
    await dialog.getByRole('region', { name: 'Message' }).getByText('No difference.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/built-in.png` });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }, 60_000);

  it('has a French text beside it, whose difference is counted and can be copied over', async () => {
    await tab(/French: 1 difference/).click();
    await page.waitForURL(/lang=fr/);
    await body().getByText('Bonjour', { exact: false }).waitFor();
    expect(await body().getAttribute('lang')).toBe('fr');
    await inbox()
      .getByText(/^Rappel/)
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Copy from English' }).click();
    await body().getByText('Hello', { exact: false }).waitFor();
    await tab(/French: complete/).waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await body().getByText('Bonjour', { exact: false }).waitFor();
  }, 60_000);

  it('shows a change that somebody else saved meanwhile, and asks whose words count (ux 6.3)', async () => {
    await tab(/English/).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Mine');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Name', { exact: true }).fill('Theirs');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByText('Template saved.', { exact: false }).waitFor();
    await other.close();
    await save();
    await page.getByText('This template was changed meanwhile').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Name$/ })
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take theirs' }).click();
    expect(await name.inputValue()).toBe('Theirs');
    await name.fill('Friendly reminder (own)');
    await save();
    await page.getByRole('heading', { name: 'Template Friendly reminder (own)' }).waitFor();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
  }, 60_000);

  it('can be chosen by a rule, and then not be deleted', async () => {
    await open('rules/new?preset=overdue');
    const templates = page.getByRole('group', { name: 'Day 1' }).getByLabel('Template');
    await templates.selectOption({ label: 'Friendly reminder (own) (EN FR)' });
    expect(await page.locator('optgroup[label="Own templates"]').count()).toBeGreaterThan(0);
    await page.getByText(/^Due now/).waitFor();
    await save();
    await page.getByText('Rule saved.').waitFor();
    await open('templates?owner=own');
    await page.getByRole('link', { name: 'Overdue invoice' }).waitFor();
    await page.getByRole('button', { name: /^Delete template/ }).click();
    await page
      .getByText('Choose another template in these rules first', { exact: false })
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await open('activity');
    await page.getByText(/A test of template “Friendly reminder \(own\)” was sent/).waitFor();
  }, 60_000);

  it('works on a phone, and saw no error and no breach of the content security policy', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open('templates?owner=own');
    await page.getByRole('link', { name: 'Friendly reminder (own)', exact: true }).click();
    await body().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
  }, 60_000);
});
