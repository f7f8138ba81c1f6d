import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startPublicWorld, type PublicWorld } from '../server/http/public/public-world.ts';
import { mailsOf, planOne, realmId, send } from '../server/services/deliveries/sending-world.ts';
import { axeViolations, startBrowser, watchProblems } from '../support/start-browser.ts';

/** What a customer sees behind the links of a reminder: no account, no script. Each test goes on where the one before it ended. */
describe('the reader of a reminder', () => {
  let world: PublicWorld;
  let browser: Browser;
  let page: Page;
  let problems: string[] = [];
  let text = '';

  beforeAll(async () => {
    world = await startPublicWorld();
    browser = await startBrowser();
    const reader = await browser.newContext({ javaScriptEnabled: true, acceptDownloads: true });
    page = await reader.newPage();
    problems = watchProblems(page);
    const one = await planOne(world, {
      email: 'anna@reader.example, bob@reader.example',
      settings: {
        email: {
          attachPdf: true,
          attachMarkedFiles: true,
          missingPdf: 'wait',
          cc: [],
          bcc: [],
        },
      },
      before: (id) =>
        world.sandbox.admin.attachFile({
          realmId,
          id,
          fileName: 'plans.zip',
          includeOnSend: true,
          size: 8_000_000,
        }),
    });
    await send(world, one);
    text = (await mailsOf(world, one.deliveryId))[0]?.text ?? '';
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await world.close();
  }, 60_000);

  const linkTo = (kind: 'u' | 'f') => new RegExp(`http\\S+/${kind}/[\\w-]+`).exec(text)?.[0] ?? '';
  const shot = async (name: string) => {
    const to = process.env['SHOTS'];
    if (to) await page.screenshot({ path: `${to}/${name}.png`, fullPage: true });
  };

  it('stops the reminders to one address, and takes them up again (E34)', async () => {
    await page.goto(linkTo('u'));
    await page.getByRole('heading', { name: 'Reminders by e-mail' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('unsubscribe');
    const row = page.getByRole('listitem').filter({ hasText: 'b•••@reader.example' });
    await row.getByRole('button', { name: 'Stop reminders' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('No more reminders go to this address.').waitFor();
    await row.getByText('Gets no reminders').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('unsubscribed');
    await row.getByRole('button', { name: 'Resume reminders' }).click();
    await page.getByText('Reminders go to this address again.').waitFor();
  }, 60_000);

  it('reads it in French, on a small screen and in the dark', async () => {
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('heading', { name: 'Rappels par courriel' }).waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await shot('unsubscribe-fr-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 60_000);

  it('downloads a file that was too large (E24)', async () => {
    await page.goto(linkTo('f'));
    await page.getByText('plans.zip').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('file');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('plans.zip');
  }, 60_000);

  it('is told when a link does not work any more', async () => {
    await page.goto(`${world.url}/u/wrong`);
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('gone');
    expect(problems).toEqual([]);
  }, 60_000);
});
