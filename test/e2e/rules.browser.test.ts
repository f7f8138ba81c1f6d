import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../scripts/support/visitor.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** Rules as people see them (ux R1 to R3), with the keyboard. Each test goes on where the one before it ended. */
describe('somebody who works on rules', () => {
  let world: BrowserHouse;
  let house: BrowserHouse['house'];
  let page: Page;
  let problems: string[];
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('rules');
    ({ house, page, problems } = world);
    organisation = await connectCompany(world);
  }, 180_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${house.baseUrl}/o/${organisation}/${path}`);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  const order = async () =>
    (await page.getByRole('table', { name: 'Rules' }).getByRole('rowheader').allInnerTexts()).map(
      (name) => name.trim(),
    );
  const shot = async (name: string) => {
    if (process.env['SHOTS'])
      await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
  };

  it('writes an overdue rule by keyboard alone; errors are listed on top and lead to their fields (ux 6.1)', async () => {
    await open('rules');
    await press('Overdue invoice: 3, 10, 20 days', 'link');
    const name = page.getByLabel('Name', { exact: true });
    await name.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.getByLabel('Days after the due date').nth(1).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3');
    await page.keyboard.press('Control+S');
    await page.getByText('2 things to correct before saving').waitFor();
    await expectFocus('Name');
    expect(await axeViolations(page)).toEqual([]);
    await shot('errors');
    await press('This day is there twice. Change one of them.', 'link');
    await expectFocus('Days after the due date');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('10');
    await name.focus();
    await page.keyboard.type('Overdue');
    await page.getByRole('radio', { name: 'Skip when the memo contains' }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Text in the memo').focus();
    await page.keyboard.type('#nochase#');
    await page.getByText(/^Matches 1 of \d+ invoices of the last year\.$/).waitFor();
    await page.getByRole('table', { name: 'Next sends' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('editor');
    await page.keyboard.press('Control+S');
    await page.getByText('Rule saved.').waitFor();
    await page.waitForURL(/saved=/);
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('is warned about a second rule that is never first, and shown where (product.md 4, idea 21)', async () => {
    await press('Overdue invoice: 3, 10, 20 days', 'link');
    const warning = page.getByText(/“Overdue” stands higher|“Overdue” may write/);
    await warning.first().waitFor();
    await press('Show in Schedule');
    await page.getByRole('heading', { name: 'Schedule' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Control+S');
    await page.getByText('Rule saved.').first().waitFor();
    await open('rules');
    await press('Check rules');
    await page.getByText(/thing(s)? (was|were) found|things were found/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('check');
    await press('Close the list');
  }, 60_000);

  it('makes a notice and a summary; another type says what it drops (BJ-3)', async () => {
    await press('New invoice: after 30 minutes', 'link');
    await page.getByLabel('At least').waitFor();
    await page.getByLabel('Unit').selectOption('hours');
    await page.getByLabel('At least').fill('2');
    expect(await page.getByRole('button', { name: 'Add day' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Control+S');
    await page.waitForURL(/saved=/);
    await row('New invoice notification').getByText('After 120 minutes').waitFor();
    await press('Overdue invoice: 3, 10, 20 days', 'link');
    await page.getByLabel('Reminder type').selectOption('summary');
    await page.getByText('were dropped: 3, 10, and 20.').waitFor();
    await page.getByLabel('Day of month').selectOption('31');
    await page.getByLabel('Name', { exact: true }).fill('Monthly');
    expect(await axeViolations(page)).toEqual([]);
    await shot('summary');
    await page.keyboard.press('Control+S');
    await page.waitForURL(/saved=/);
    await row('Monthly').getByText('last day, 9:00').waitFor();
  }, 60_000);

  it('changes the order with the arrows, searches, and undoes a delete (BJ-21, ux 6.4)', async () => {
    await open('rules');
    await row('Monthly').waitFor();
    const before = await order();
    await press('Move rule Monthly up');
    await page.getByText('Rule Monthly is now at place 3.').waitFor();
    await expectOrder([...before.slice(0, 2), 'Monthly', before[2] ?? '']);
    await page.getByLabel('Search rules').focus();
    await page.keyboard.type('month');
    await page.waitForURL(/q=month/);
    await row('New invoice').waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Move rule Monthly up' }).isDisabled()).toBe(
      true,
    );
    expect(await axeViolations(page)).toEqual([]);
    await press('Clear filters');
    await press('Delete rule Monthly');
    await page.getByText(/^Rule Monthly was deleted/).waitFor();
    await row('Monthly').getByRole('switch').waitFor({ state: 'hidden' });
    expect(await axeViolations(page)).toEqual([]);
    await press('Undo');
    await page.getByText('Rule Monthly is back.').waitFor();
    await expectOrder([...before.slice(0, 2), 'Monthly', before[2] ?? '']);
    await press('Delete rule Monthly');
    await page.getByText('Deleted rules: 1').first().click();
    await press('Bring back rule Monthly');
    await page.getByText('Rule Monthly is back. It is off.').waitFor();
    await shot('list');
  }, 60_000);

  it('compares a draft with what is live, day by day (product.md 4, idea 3)', async () => {
    await open('rules');
    await press('Overdue', 'link');
    await page.getByLabel('Days after the due date').last().fill('25');
    await press('Compare with live');
    const dialog = page.getByRole('dialog', { name: 'This draft and what is live' });
    await dialog.getByText(/added, .* gone, .* moved/).waitFor();
    const changes = dialog.getByRole('listitem');
    await changes.first().waitFor();
    expect((await changes.allInnerTexts()).join()).toMatch(/Overdue day 25/);
    expect(await axeViolations(page)).toEqual([]);
    await shot('compare');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await press('Discard');
  }, 60_000);

  it('sees who changed what, takes an old version back, and is told of a change meanwhile (ux 6.3)', async () => {
    await open('rules');
    await press('Overdue', 'link');
    await page.getByLabel('Name', { exact: true }).fill('Overdue, firm');
    await page.keyboard.press('Control+S');
    await page.waitForURL(/saved=/);
    await press('Overdue, firm', 'link');
    await page.getByLabel('Name', { exact: true }).fill('Mine');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Name', { exact: true }).fill('Theirs');
    await other.keyboard.press('Control+S');
    await other.waitForURL(/saved=/);
    await other.close();
    await page.getByText('This rule was changed meanwhile').waitFor();
    await page.getByText('Name: Theirs → Mine').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('conflict');
    await press('Take theirs');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Name: Overdue → Overdue, firm').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('history');
    await press('Restore version 1');
    await page.waitForURL(/saved=/);
    await page.getByRole('link', { name: 'Overdue', exact: true }).waitFor();
  }, 60_000);

  it('looks up a customer, and why of one invoice (BJ-22)', async () => {
    await open('rules/lookup');
    await page.getByText('Choose a customer to see which rules will be processed.').waitFor();
    await page.getByRole('combobox', { name: 'Customer' }).fill('Birchline');
    await page.getByRole('option', { name: 'Birchline Bakery' }).click();
    await press('Search');
    await page.getByText(/processed for Birchline Bakery/).waitFor();
    await press('Why rule Overdue');
    await press('Why invoice 1001');
    await page
      .getByRole('heading', { name: /reminded|reminder on/ })
      .first()
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('lookup');
    await page.goto(`${house.baseUrl}/o/${organisation}/rules/lookup?customer=nobody`);
    await page
      .getByText(/not (known|found)/i)
      .first()
      .waitFor();
  }, 60_000);

  it('works at 360 px: sections fold to a line that says what is set (ux 6.13a)', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open('rules');
    await page.getByRole('link', { name: 'Overdue', exact: true }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('list-360');
    await press('Overdue', 'link');
    await page.getByRole('button', { name: 'Customers', exact: true }).waitFor();
    expect(
      await page.getByRole('button', { name: 'Customers' }).getAttribute('aria-expanded'),
    ).toBe('false');
    await press(/^Customers$/);
    await page.getByRole('combobox', { name: 'Customers who are left out' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('editor-360');
    await press('Preview');
    await page.getByRole('table', { name: 'Next sends' }).waitFor();
    await page.getByLabel('Reminder type').waitFor({ state: 'hidden' });
    expect(await axeViolations(page)).toEqual([]);
    await shot('preview-360');
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 60_000);

  it('reads the same in French', async () => {
    await open('rules');
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByText('Français').click();
    await page.getByRole('heading', { name: 'Règles', exact: true }).waitFor();
    await press('Vérifier les règles');
    await page.getByText(/constats?\./).waitFor();
    await page.getByRole('heading', { name: 'Règles d’un client' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('list-fr');
    await press('Overdue', 'link');
    await page.getByLabel('Type de rappel').waitFor();
    await page.getByRole('table', { name: 'Prochains envois' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('editor-fr');
    await page.getByRole('tab', { name: 'Historique' }).click();
    await page.getByText('La règle a été créée.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('saw no error and no breach of the content security policy', () => {
    expect(problems).toEqual([]);
  });

  /** The page's content security policy allows no code from a string, so it is asked again and again from here. */
  async function expectFocus(label: string) {
    await until(`the focus on ${label}`, () =>
      page.evaluate((wanted) => {
        const focused = document.activeElement;
        if (!(focused instanceof HTMLInputElement)) return false;
        return [...(focused.labels ?? [])].some((one) => one.textContent.startsWith(wanted));
      }, label),
    );
  }

  async function expectOrder(names: string[]) {
    await until(`the order ${names.join()}`, async () => (await order()).join() === names.join());
  }
});
