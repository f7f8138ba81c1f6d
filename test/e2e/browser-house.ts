import type { Browser, Page } from 'playwright-core';
import { openHouse, type House } from '../../scripts/support/house.ts';
import { temporaryFolder } from '../../scripts/support/temporary-folder.ts';
import { readConfig } from '../../server/config.ts';
import { startBrowser, watchProblems } from '../support/start-browser.ts';

export interface BrowserHouse {
  house: House;
  browser: Browser;
  page: Page;
  /** What the page complained about so far. */
  problems: string[];
  close(): Promise<void>;
}

/** A whole Dunlin in an empty folder, with these settings besides the usual ones, and a browser in front of it. */
export async function openBrowserHouse(
  name: string,
  settings: Record<string, string> = {},
): Promise<BrowserHouse> {
  const folder = await temporaryFolder(name);
  const config = readConfig({
    PORT: '0',
    SANDBOX_QUICKBOOKS_PORT: '0',
    SANDBOX_XERO_PORT: '0',
    SANDBOX_MAILBOX_PORT: '0',
    SANDBOX_SMTP_PORT: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DUNLIN_DATA: folder.path,
    REDIS_URL: process.env['REDIS_URL'],
    ...settings,
  });
  const house = await openHouse({ config, parts: ['web', 'worker'], isPortGiven: false });
  const browser = await startBrowser();
  // A context of its own, in which a test may open further pages.
  const person = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await person.newPage();
  return {
    house,
    browser,
    page,
    problems: watchProblems(page),
    async close() {
      await browser.close();
      await house.close();
      await folder.remove();
    },
  };
}

/** Connects the sandbox's first company and waits for its import; returns the organisation's id. */
export async function connectCompany({ house, page }: BrowserHouse): Promise<string> {
  await page.goto(house.baseUrl);
  await page.getByRole('link', { name: 'Connect to QuickBooks' }).click();
  await page.getByRole('button', { name: /^Connect/ }).click();
  await page.waitForURL(/\/o\/[^/]+\/sync/);
  await page.getByRole('heading', { name: 'First import is done.' }).waitFor({ timeout: 60_000 });
  return /\/o\/([^/]+)/.exec(page.url())?.[1] ?? '';
}
