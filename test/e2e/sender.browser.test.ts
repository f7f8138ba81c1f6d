import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Zone } from '../../sandbox/dns/index.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** The sender of messages, in a real browser. Each test goes on where the one before it ended. */
describe('an owner who chooses the sender', () => {
  let world: BrowserHouse;
  let page: Page;
  let organisation = '';

  beforeAll(async () => {
    world = await openBrowserHouse('sender');
    page = world.page;
    organisation = await connectCompany(world);
  }, 180_000);

  afterAll(() => world.close(), 60_000);

  const open = (path: string) => page.goto(`${world.house.baseUrl}/o/${organisation}/${path}`);
  const shot = async (name: string) => {
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/${name}.png`, fullPage: true });
  };
  const save = () => page.getByRole('button', { name: 'Save changes' }).click();
  const again = () => page.getByRole('button', { name: 'Check again' }).click();
  const records = () => page.getByRole('listitem').filter({ hasText: 'record at' });

  it('is told why a free mailbox cannot be it (ux S4)', async () => {
    await open('settings/sending');
    await page.getByText(/^Messages leave as .* via Dunlin <reminders@dunlin\.example>/).waitFor();
    await page.getByLabel('Your own sender address').fill('rose@gmail.com');
    await save();
    await page
      .getByText(/An address of a free mailbox/)
      .first()
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }, 60_000);

  it('sees the records to publish, and what the check found', async () => {
    await page.getByLabel('Name of the sender').fill('Rose Billing');
    await page.getByLabel('Your own sender address').fill('billing@rose.example');
    await save();
    await page.getByText('Records of rose.example').waitFor();
    await again();
    await page.getByText(/Checked /).waitFor();
    expect(await records().count()).toBe(4);
    expect(await page.getByText('✗ Missing').count()).toBe(4);
    await page.getByText(/^Messages leave as Rose Billing via Dunlin <reminders/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('sender-missing');
  }, 60_000);

  it('publishes them, checks again, and messages leave from there', async () => {
    const zone: Zone = {};
    for (const item of await records().all()) {
      const [host = '', value = ''] = await item.locator('code').allInnerTexts();
      const isAlias = (await item.innerText()).includes('CNAME');
      zone[host] = isAlias ? { CNAME: value } : { TXT: [value] };
    }
    world.house.sandboxes.dns?.setZone(zone);
    await again();
    await page.getByText(/^Messages leave as Rose Billing <billing@rose\.example>/).waitFor();
    expect(await page.getByText('✓ Right').count()).toBe(4);
    expect(await axeViolations(page)).toEqual([]);
    await shot('sender-passed');
  }, 60_000);

  it('reads the same in French, and on a small screen', async () => {
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByText('Français').click();
    await page.getByText(/^Les messages partent au nom de Rose Billing/).waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await shot('sender-fr');
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 60_000);

  it('chooses in a rule what happens without a PDF (E24)', async () => {
    await open('rules/new?preset=overdue');
    const choice = page.getByLabel('Si les livres ne peuvent pas donner un fichier');
    await choice.waitFor();
    expect(await choice.inputValue()).toBe('wait');
    await choice.selectOption('stop');
    expect(await axeViolations(page)).toEqual([]);
    await choice.scrollIntoViewIfNeeded();
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/rule-missing-pdf.png` });
    expect(world.problems).toEqual([]);
  }, 60_000);
});
