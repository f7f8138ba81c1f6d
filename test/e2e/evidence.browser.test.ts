import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { addDays, localDateOf } from '../../domain/local-date.ts';
import { REALM_A } from '../../sandbox/quickbooks/index.ts';
import { startSandboxSendGrid, type SandboxSendGrid } from '../../sandbox/sendgrid/index.ts';
import { anyTime } from '../../scripts/support/any-time.ts';
import { makeMail } from '../support/make-mail.ts';
import { readPdf } from '../support/read-pdf.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** Mailbox in the sandbox SendGrid, the state that a person then reads, and what the list of evidence says. */
const stories: [string, string, string[]][] = [
  ['accounts', 'Delivered', ['Delivered']],
  ['bounce', 'Bounced', ['Refused by the recipient’s mail server']],
  [
    'late-bounce',
    'Bounced after delivery',
    ['Delivered', 'Refused by the recipient’s mail server'],
  ],
  ['blocked', 'Blocked', ['Blocked for now or for its content']],
  ['deferred', 'Delivered', ['Delayed; the provider goes on trying', 'Delivered']],
  ['stopped', 'Not tried', ['Dropped: the provider did not try']],
  ['spam', 'Delivered', ['Marked as spam']],
  ['unsubscribe', 'Delivered', ['Unsubscribed']],
  ['open', 'Delivered', ['Opened, perhaps by a program']],
  ['click', 'Delivered', ['A link was opened, perhaps by a program']],
];

/** What became of a message, as a person sees it (ux 4.6). Each test goes on where the one before it ended. */
describe('somebody who looks at the evidence of messages', () => {
  let opened: BrowserHouse;
  let vendor: SandboxSendGrid;
  let organisation = '';
  const invoices = new Map<string, string>();

  beforeAll(async () => {
    vendor = await startSandboxSendGrid({ everyMs: 500 });
    vendor.lists.bounces.add('stopped@stopped.example');
    opened = await openBrowserHouse('evidence', {
      SENDGRID_API_KEY: vendor.apiKey,
      SENDGRID_URL: vendor.url,
      SENDGRID_WEBHOOK_KEYS: vendor.publicKey,
      REPLY_HOST: 'reply.dunlin.example',
      SENDGRID_INBOUND_SECRET: 'a-part-that-nobody-can-guess',
      SENDGRID_INBOUND_KEYS: vendor.publicKey,
    });
    vendor.setKnobs({ webhookUrl: `${opened.house.baseUrl}/webhooks/sendgrid` });
    const admin = opened.house.sandboxes.quickBooks?.admin;
    if (!admin) throw new Error('the browser house has the sandbox of the books');
    const today = localDateOf(new Date(), 'America/Los_Angeles');
    for (const [mailboxName] of stories) {
      const name = `Evidence ${mailboxName}`;
      const customer = await admin.createCustomer({ realmId: REALM_A, name });
      const invoice = await admin.createInvoice({
        realmId: REALM_A,
        customerId: String(customer['Id']),
        amount: 640,
        txnDate: addDays(today, -34),
        dueDate: addDays(today, -4),
        email: `${mailboxName}@${mailboxName}.example`,
      });
      invoices.set(mailboxName, String(invoice['Id']));
      customers.push(String(customer['Id']));
    }
    organisation = await connectCompany(opened);
  }, 180_000);
  const customers: string[] = [];

  afterAll(async () => {
    await opened.close();
    await vendor.close();
  }, 60_000);

  const open = (mailboxName: string) =>
    opened.page.goto(
      `${opened.house.baseUrl}/o/${organisation}/invoices/${invoices.get(mailboxName)}?tab=delivery`,
    );
  const shot = async (name: string) => {
    const to = process.env['SHOTS'];
    if (to) await opened.page.screenshot({ path: `${to}/${name}.png`, fullPage: true });
  };
  const change = (method: string, path: string, body: unknown) =>
    opened.page.evaluate(
      async ([verb, address, json]) => {
        const me = await (await fetch('/api/v1/me')).json();
        const headers = { 'content-type': 'application/json', 'x-csrf-token': me.csrfToken };
        const answer = await fetch(address, { method: verb, headers, body: json });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
      },
      [method, `/api/v1/o/${organisation}${path}`, JSON.stringify(body)] as const,
    );

  it('has messages on their way once reminders are on', async () => {
    const step = { days: 3, templateId: 'friendly', language: 'customer' };
    const settings = {
      name: 'Overdue invoice',
      type: 'due',
      condition: 'overdue',
      steps: [{ ...step, id: crypto.randomUUID() }],
      customers: { mode: 'only', customerIds: customers },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null },
      terms: { off: [], known: [] },
      email: { cc: [], bcc: [], attachPdf: true },
    };
    await change('POST', '/rules', { enabled: true, settings });
    const { version } = await (
      await opened.page.request.get(`${opened.house.baseUrl}/api/v1/o/${organisation}`)
    ).json();
    const asked = await change('PATCH', '', { version, nativeReminders: 'off', sending: anyTime });
    const old = { choice: 'by-rule', perDay: null };
    await change('PUT', '/reminders', { on: true, version: asked.version, old });
    await open('accounts');
    await opened.page.getByText('How far it got').first().waitFor({ timeout: 60_000 });
  }, 90_000);

  it.each(stories)(
    'reads of a message to %s@ that it is: %s',
    async (mailboxName, state, evidence) => {
      const { page } = opened;
      await open(mailboxName);
      const line = page
        .getByRole('table', { name: 'How far it got' })
        .getByRole('row')
        .filter({ hasText: `${mailboxName}@${mailboxName}.example` });
      await line.getByText(state, { exact: true }).first().waitFor({ timeout: 30_000 });
      for (const words of evidence)
        await page
          .getByRole('table', { name: 'Delivery evidence' })
          .getByRole('rowheader', { name: words })
          .first()
          .waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await shot(`evidence-${mailboxName}`);
    },
    60_000,
  );

  it('opens the exact message by keyboard, as HTML and as text', async () => {
    const { page } = opened;
    await open('open');
    await page.getByText('Opens and clicks are a hint only', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Show message as it left' }).focus();
    await page.keyboard.press('Enter');
    const frame = page.frameLocator('iframe[title="Message as it left"]');
    await frame.locator('table, p').first().waitFor();
    await page.getByRole('tab', { name: 'As HTML' }).focus();
    await page.keyboard.press('ArrowRight');
    await frame.locator('pre', { hasText: 'Kind regards' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('evidence-message-text');
  }, 60_000);

  it('downloads the proof, whose two files agree', async () => {
    const { page } = opened;
    await open('late-bounce');
    const fetched: Buffer[] = [];
    for (const name of ['Download proof (PDF)', 'Download proof (JSON)']) {
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(/^proof-[\da-f-]{36}\.(pdf|json)$/);
      fetched.push(await readFile(await download.path()));
    }
    const [pdf = Buffer.alloc(0), json = Buffer.alloc(0)] = fetched;
    const sum = createHash('sha256').update(json).digest('hex');
    expect(readPdf(pdf).join('\n')).toContain(sum);
    const to = process.env['SHOTS'];
    if (to) await (await import('node:fs/promises')).writeFile(`${to}/proof.pdf`, pdf);
  }, 60_000);

  it('allows an address again, which the provider forgets first', async () => {
    const { page } = opened;
    const address = 'bounce@bounce.example';
    await open('bounce');
    const stop = page.getByText(`Nothing more is sent to ${address}`);
    await stop.nth(1).waitFor();
    await page.getByRole('complementary').getByRole('button', { name: 'Allow messages' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dunlin will write to this address again').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('evidence-allow');
    await dialog.getByRole('button', { name: 'Allow messages again' }).click();
    await stop.first().waitFor({ state: 'hidden' });
    expect(vendor.lists.bounces.has(address)).toBe(false);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await shot('evidence-allowed');
    await page.goto(`${opened.house.baseUrl}/o/${organisation}/activity`);
    await page.getByText(`took ${address} off its own list`).waitFor();
    await shot('evidence-allowed-activity');
  }, 60_000);

  it('allows an address whose reader complained with the reader’s word alone (E34)', async () => {
    const { page } = opened;
    await open('spam');
    await page.getByRole('tabpanel').getByRole('button', { name: 'Allow messages' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Allow messages again' }).click();
    await dialog.getByText('Confirm this first').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('evidence-allow-complaint');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(vendor.lists.spam_reports.has('spam@spam.example')).toBe(true);
  }, 60_000);

  it('sees that a customer replied, and ends the wait (E37)', async () => {
    const { page, house } = opened;
    const sent = vendor.taken.find(({ body }) =>
      body.personalizations[0]?.to.some(({ email }) => email === 'accounts@accounts.example'),
    );
    const to = sent?.body.reply_to?.email ?? '';
    const from = 'accounts@accounts.example';
    const url = `${house.baseUrl}/webhooks/sendgrid/inbound/a-part-that-nobody-can-guess`;
    const mime = makeMail({ from, to, text: 'We pay on <Friday>.' });
    expect(await vendor.postInbound(url, { to: [to], from, mime })).toBe(200);
    await open('accounts');
    await page.getByText(/^The customer replied on .+; reminders wait until/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('reply-invoice');
    await page.getByRole('tab', { name: 'Why' }).click();
    await page
      .getByText(/The customer replied on .+; reminders wait until/)
      .nth(1)
      .waitFor();
    await shot('reply-why');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('replied about invoice', { exact: false }).waitFor();
    await page.goto(`${house.baseUrl}/o/${organisation}/tasks`);
    await page.getByText('We pay on <Friday>.').waitFor();
    await shot('reply-task');
    await page.goto(`${house.baseUrl}/o/${organisation}/settings/sending`);
    await page.getByLabel('Days of waiting after a customer replied').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('reply-setting');
    await open('accounts');
    await page.getByRole('button', { name: /End/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^The customer replied on/).waitFor({ state: 'hidden' });
    expect(vendor.taken.at(-1)?.body).toMatchObject({ reply_to: { email: from } });
  }, 90_000);

  it('reads all of it in French', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /PM|Pat Moss/ }).click();
    await page.getByText('Français').click();
    await open('late-bounce');
    await page.getByText('Jusqu’où il est arrivé').first().waitFor();
    await page.getByText('Rejeté après la remise').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('evidence-fr');
    expect(opened.problems).toEqual([]);
  }, 60_000);
});
