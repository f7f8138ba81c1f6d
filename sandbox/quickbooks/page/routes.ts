import type { Express, Request, Response } from 'express';
import express from 'express';
import type { Admin } from '../admin/admin.ts';
import type { Box } from '../box.ts';
import { BusinessFault } from '../data/faults.ts';
import type { Realm } from '../data/realm.ts';
import { readFields } from '../../kit/client-auth.ts';
import { asText } from '../../kit/json.ts';
import { customersPage } from './customers.ts';
import { homePage } from './home.ts';
import { html, layout, sendPage } from '../../kit/html.ts';
import { invoicesPage } from './invoices.ts';

interface Target {
  realmId: string;
  id: string;
}
type Press = (target: Target, fields: Record<string, string>) => Promise<unknown>;

/** The small pages on which a person plays the QuickBooks user. Buttons post plain forms and come back (303). */
export function addPages(app: Express, box: Box, admin: Admin): void {
  app.get('/', (_request: Request, response: Response) => sendPage(response, homePage(box)));
  app.get('/company/:realm', (request: Request, response: Response) => {
    const realm = findRealm(box, request);
    if (!realm) return sendMissing(response);
    const { q, page, problem } = readView(request);
    sendPage(response, invoicesPage(box, realm, q, page, problem));
  });
  app.get('/company/:realm/customers', (request: Request, response: Response) => {
    const realm = findRealm(box, request);
    if (!realm) return sendMissing(response);
    const { q, page, problem } = readView(request);
    sendPage(response, customersPage(realm, q, page, problem));
  });
  const form = express.urlencoded({ extended: false });
  for (const [path, press] of Object.entries(presses(admin))) {
    app.post(`/company/:realm/${path}`, form, (request: Request, response: Response) =>
      handlePress(press, request, response),
    );
  }
}

function presses(admin: Admin): Record<string, Press> {
  return {
    disconnect: ({ realmId }) => admin.disconnect({ realmId }),
    'invoice/:id/pay': (target) => admin.payInvoice(target),
    'invoice/:id/pay-part': (target, fields) =>
      admin.payInvoice({ ...target, amount: Number(fields['amount']) }),
    'invoice/:id/void': (target) => admin.voidInvoice(target),
    'invoice/:id/delete': (target) => admin.deleteInvoice(target),
    'invoice/:id/email': (target) => admin.emailInvoice(target),
    'invoice/:id/edit-memo': (target, fields) =>
      admin.editInvoice({ ...target, changes: { CustomerMemo: { value: fields['memo'] ?? '' } } }),
    'customer/:id/email': (target, fields) =>
      admin.setCustomerEmail({ ...target, email: fields['email'] ?? '' }),
    'customer/:id/deactivate': (target) => admin.deactivateCustomer(target),
    'customer/:id/activate': (target) => admin.activateCustomer(target),
  };
}

async function handlePress(press: Press, request: Request, response: Response): Promise<void> {
  const fields = readFields(request.body);
  const { realm = '', id = '' } = request.params as Record<string, string>;
  // Only places of this site: the field could otherwise send the browser anywhere.
  const back = /^\/company\/[\w/?=&%.#+-]*$/.test(fields['back'] ?? '')
    ? (fields['back'] ?? '/')
    : '/';
  try {
    await press({ realmId: realm, id }, fields);
    response.redirect(303, back);
  } catch (error) {
    response.redirect(303, withProblem(back, problemOf(error)));
  }
}

function problemOf(error: unknown): string {
  if (error instanceof BusinessFault) return asText(error.message);
  if (error instanceof Error && error.name === 'ZodError') return 'That is not an amount.';
  throw error;
}

function withProblem(back: string, problem: string): string {
  const url = new URL(back, 'http://sandbox.invalid');
  url.searchParams.set('problem', problem);
  return url.pathname + url.search + url.hash;
}

function findRealm(box: Box, request: Request): Realm | undefined {
  return box.realms.get(String(request.params['realm']));
}

function readView(request: Request): { q: string; page: number; problem: string } {
  const { q, page, problem } = request.query;
  return { q: String(q ?? ''), page: Number(page ?? 1) || 1, problem: String(problem ?? '') };
}

function sendMissing(response: Response): void {
  const page = layout(
    'Not found',
    html`<main class="narrow">
      <h1>There is no such company.</h1>
      <a href="/">All companies</a>
    </main>`,
  );
  sendPage(response, page, 404);
}
