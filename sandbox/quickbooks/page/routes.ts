import type { Express, Request, Response } from 'express';
import type { Admin } from '../admin/admin.ts';
import type { Box } from '../box.ts';
import { BusinessFault } from '../data/faults.ts';
import type { Realm } from '../data/realm.ts';
import type { Press, Target } from '../../kit/presses.ts';
import { addPresses, readView } from '../../kit/presses.ts';
import { asText } from '../../kit/json.ts';
import { customersPage } from './customers.ts';
import { homePage } from './home.ts';
import { html, layout, sendPage } from '../../kit/html.ts';
import { invoicesPage } from './invoices.ts';

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
  addPresses(app, presses(admin), (error) =>
    error instanceof BusinessFault ? asText(error.message) : null,
  );
}

function presses(admin: Admin): Record<string, Press> {
  const at = ({ companyId, id }: Target): { realmId: string; id: string } => ({
    realmId: companyId,
    id,
  });
  return {
    disconnect: ({ companyId }) => admin.disconnect({ realmId: companyId }),
    'invoice/:id/pay': (target) => admin.payInvoice(at(target)),
    'invoice/:id/pay-part': (target, fields) =>
      admin.payInvoice({ ...at(target), amount: Number(fields['amount']) }),
    'invoice/:id/void': (target) => admin.voidInvoice(at(target)),
    'invoice/:id/delete': (target) => admin.deleteInvoice(at(target)),
    'invoice/:id/email': (target) => admin.emailInvoice(at(target)),
    'invoice/:id/edit-memo': (target, fields) =>
      admin.editInvoice({
        ...at(target),
        changes: { CustomerMemo: { value: fields['memo'] ?? '' } },
      }),
    'customer/:id/email': (target, fields) =>
      admin.setCustomerEmail({ ...at(target), email: fields['email'] ?? '' }),
    'customer/:id/deactivate': (target) => admin.deactivateCustomer(at(target)),
    'customer/:id/activate': (target) => admin.activateCustomer(at(target)),
  };
}

function findRealm(box: Box, request: Request): Realm | undefined {
  return box.realms.get(String(request.params['realm']));
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
