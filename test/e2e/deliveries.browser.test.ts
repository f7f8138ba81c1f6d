import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, localDateOf } from '../../domain/local-date.ts';
import { REALM_A } from '../../sandbox/quickbooks/index.ts';
import { anyTime } from '../../scripts/support/any-time.ts';
import { axeViolations } from '../support/start-browser.ts';
import { connectCompany, openBrowserHouse, type BrowserHouse } from './browser-house.ts';

/** A message of unknown result as a person sees and settles it (E44). Each test goes on where the one before it ended. */
describe('somebody who settles a message of unknown result', () => {
  let opened: BrowserHouse;
  let organisation = '';
  let customerId = '';
  let invoiceId = '';

  beforeAll(async () => {
    opened = await openBrowserHouse('deliveries');
    const admin = opened.house.sandboxes.quickBooks?.admin;
    if (!admin) throw new Error('the browser house has the sandbox of the books');
    const customer = await admin.createCustomer({ realmId: REALM_A, name: 'Silent Post Ltd' });
    customerId = String(customer['Id']);
    const today = localDateOf(new Date(), 'America/Los_Angeles');
    const invoice = await admin.createInvoice({
      realmId: REALM_A,
      customerId,
      amount: 640,
      txnDate: addDays(today, -34),
      dueDate: addDays(today, -4),
      // The sandbox takes the mail and hangs up before it answers.
      email: 'drop@silent-post.example',
    });
    invoiceId = String(invoice['Id']);
    organisation = await connectCompany(opened);
  }, 180_000);

  afterAll(() => opened.close(), 60_000);

  const open = (path: string) =>
    opened.page.goto(`${opened.house.baseUrl}/o/${organisation}/${path}`);
  const shot = async (name: string) => {
    const to = process.env['SHOTS'];
    if (to) await opened.page.screenshot({ path: `${to}/${name}.png`, fullPage: true });
  };
  /** A change through the API, as the signed-in person; throws unless it succeeded. */
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

  it('finds it among the tasks, once it was sent and no answer came', async () => {
    const { page } = opened;
    const step = { days: 3, templateId: 'friendly', language: 'customer' };
    const settings = {
      name: 'Overdue invoice',
      type: 'due',
      condition: 'overdue',
      steps: [{ ...step, id: crypto.randomUUID() }],
      customers: { mode: 'only', customerIds: [customerId] },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null },
      terms: { off: [], known: [] },
      email: { cc: [], bcc: [] },
    };
    await change('POST', '/rules', { enabled: true, settings });
    const { version } = await (
      await page.request.get(`${opened.house.baseUrl}/api/v1/o/${organisation}`)
    ).json();
    const asked = await change('PATCH', '', { version, nativeReminders: 'off', sending: anyTime });
    await change('PUT', '/reminders', {
      on: true,
      version: asked.version,
      old: { choice: 'by-rule', perDay: null },
    });
    await open('tasks');
    await page.getByText('Silent Post Ltd').first().waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Silent Post' })
      .getByText('Result unknown')
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('unknown-task');
  }, 90_000);

  it('says that it has left; it counts as sent, and the task is done', async () => {
    const { page } = opened;
    await open(`invoices/${invoiceId}?tab=delivery`);
    await page.getByText('Nobody knows whether this message left.', { exact: false }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot('unknown');
    await page.getByRole('button', { name: 'It has left' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'This message has left' });
    await dialog.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'It has left' }).click();
    await page.getByText('Confirmed by a person').waitFor();
    await page.getByText('Nobody knows', { exact: false }).waitFor({ state: 'hidden' });
    await shot('confirmed');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText(/had left after all, says/).waitFor();
    await open('tasks');
    await page.getByText('Silent Post Ltd').first().waitFor({ state: 'hidden' });
    expect(opened.problems).toEqual([]);
  }, 90_000);
});
