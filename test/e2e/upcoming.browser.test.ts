import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/start-browser.ts';
import { openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** W5 in a real browser, over the sample company of the sandbox. Each test goes on where the one before it ended. */
describe('upcoming', () => {
  let world: BrowserHouse;
  let house: BrowserHouse['house'];
  let page: Page;
  let problems: string[];
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('upcoming');
    ({ house, page, problems } = world);
  }, 240_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${house.baseUrl}/o/${organisation}/${path}`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const shot = async (name: string) => {
    const to = process.env['SCREENSHOTS'];
    if (to) await page.screenshot({ path: `${to}/upcoming-${name}.png`, fullPage: true });
  };

  /** A change through the API, as the signed-in person. */
  const change = (method: string, path: string, body: unknown) =>
    page.evaluate(
      async ([verb, address, json]) => {
        const me = await (await fetch('/api/v1/me')).json();
        const headers = { 'content-type': 'application/json', 'x-csrf-token': me.csrfToken };
        const answer = await fetch(address, { method: verb, headers, body: json });
        return { status: answer.status, body: await answer.json() };
      },
      [method, `/api/v1/o/${organisation}${path}`, JSON.stringify(body)] as const,
    );

  it('says why nothing is planned, with the link that changes it', async () => {
    await page.goto(house.baseUrl);
    await page.getByRole('link', { name: 'Connect to QuickBooks' }).click();
    await button(/^Connect/).click();
    await page.waitForURL(/\/o\/[^/]+\/sync/);
    organisation = /\/o\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.getByRole('heading', { name: 'First import is done.' }).waitFor({ timeout: 90_000 });
    await page.getByRole('link', { name: 'Upcoming' }).click();
    await page.getByText('Nothing is planned: reminders are off.').waitFor();
    await page.getByRole('link', { name: 'Go to rules' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('empty');
  }, 180_000);

  it('shows a simulation as if reminders were on, and says that it is one', async () => {
    const settings = {
      name: 'Overdue invoice',
      type: 'due',
      condition: 'overdue',
      steps: [3, 10, 20].map((days) => ({
        id: crypto.randomUUID(),
        days,
        templateId: 'friendly',
        language: 'customer',
      })),
      customers: { mode: 'except', customerIds: [] },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null },
      terms: { off: [], known: [] },
      email: { cc: [], bcc: [] },
    };
    expect(await change('POST', '/rules', { enabled: true, settings })).toMatchObject({
      status: 200,
    });
    await button('Show as if reminders were on').click();
    await page.getByText('Simulation. Nothing is sent from this view.').waitFor();
    await page.getByLabel('Period').selectOption('30 days');
    await page.waitForURL(/days=30/);
    await page.getByText(/messages? in this period/).waitFor();
    expect(await page.getByRole('table').count()).toBeGreaterThan(1);
    expect(await axeViolations(page)).toEqual([]);
    await shot('simulation');
  }, 90_000);

  it('shows the very message, and what would be different if it were paid, by keyboard', async () => {
    const show = button(/^Show the message to/).first();
    await show.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.locator('iframe').waitFor();
    expect(await dialog.locator('iframe').getAttribute('sandbox')).toBe('');
    await dialog.getByRole('button', { name: 'What if it were paid?' }).click();
    await dialog
      .getByText(/would not leave on/)
      .first()
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('message');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await show.evaluate((element) => element === document.activeElement)).toBe(true);
  }, 60_000);

  it('finds a customer, and a day to come', async () => {
    await page.getByLabel('Search upcoming messages').fill('Birchline');
    await page.waitForURL(/q=Birchline/);
    await page
      .getByRole('rowheader', { name: /Birchline/ })
      .first()
      .waitFor();
    await page
      .getByRole('rowheader', { name: /Millane/ })
      .first()
      .waitFor({ state: 'hidden' });
    await page.getByLabel('Search upcoming messages').fill('nobody at all');
    await page.getByText('No upcoming message matches these filters.').waitFor();
    await button('Clear filters').first().click();
    await page.waitForURL((url) => url.search === '');
  }, 60_000);

  it('leaves a message out, by keyboard, and takes it back', async () => {
    await open('upcoming?days=30&reminders=on');
    const skip = button(/^Skip the message to/).last();
    const name = (await skip.getAttribute('aria-label')) ?? '';
    await skip.focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(/was left out/)
      .first()
      .waitFor();
    await button(name).waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Left out or moved' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).first().click();
    expect(await axeViolations(page)).toEqual([]);
    await shot('left-out');
    await button(/^Take back day/).click();
    await button(name).first().waitFor();
  }, 60_000);

  it('leaves several out at once, and moves one to another day', async () => {
    const boxes = page.getByRole('checkbox', { name: /^Select the message to/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByText('2 messages selected').waitFor();
    await button('Skip 2 messages').click();
    await page
      .getByText(/were left out/)
      .first()
      .waitFor();
    const move = button(/^Move the message to/).last();
    await move.click();
    const dialog = page.getByRole('dialog');
    expect(await axeViolations(page)).toEqual([]);
    await shot('move');
    await dialog.getByRole('button', { name: 'Move message' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByText(/moved to/)
      .first()
      .waitFor();
  }, 60_000);

  it('fits a small screen', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open('upcoming?days=30&reminders=on');
    await page.getByText(/messages? in this period/).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    expect(await axeViolations(page)).toEqual([]);
    await shot('small');
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 60_000);

  it('reads in French', async () => {
    await button(/PM|Pat Moss/).click();
    await page.getByText('Français').click();
    await page.getByRole('heading', { name: 'À venir' }).waitFor();
    await page.getByText('Simulation. Rien n’est envoyé depuis cette vue.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('french');
  }, 60_000);

  it('saw no error and no breach of the content security policy', () => {
    expect(problems).toEqual([]);
  });
});
