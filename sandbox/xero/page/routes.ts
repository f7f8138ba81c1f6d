import type { Express, Request, Response } from 'express';
import { html, layout, sendPage } from '../../kit/html.ts';
import type { Press, Target } from '../../kit/presses.ts';
import { addPresses, readView } from '../../kit/presses.ts';
import type { Admin } from '../admin/admin.ts';
import type { Org } from '../books/org.ts';
import { Invalid } from '../books/problems.ts';
import type { Box } from '../box.ts';
import { contactsPage } from './contacts.ts';
import { homePage } from './home.ts';
import { invoicesPage } from './invoices.ts';

/** The small pages on which a person plays the Xero user. */
export function addPages(app: Express, box: Box, admin: Admin): void {
  app.get('/', (_request: Request, response: Response) => sendPage(response, homePage(box)));
  app.get('/company/:company', (request: Request, response: Response) => {
    const org = findOrg(box, request);
    if (!org) return sendMissing(response);
    sendPage(response, invoicesPage(box, org, readView(request)));
  });
  app.get('/company/:company/contacts', (request: Request, response: Response) => {
    const org = findOrg(box, request);
    if (!org) return sendMissing(response);
    sendPage(response, contactsPage(org, readView(request)));
  });
  addPresses(app, presses(admin), (error) => (error instanceof Invalid ? error.message : null));
}

function presses(admin: Admin): Record<string, Press> {
  const at = ({ companyId, id }: Target): { tenantId: string; id: string } => ({
    tenantId: companyId,
    id,
  });
  return {
    disconnect: ({ companyId }) => admin.disconnect({ tenantId: companyId }),
    'invoice/:id/pay': (target) => admin.payInvoice(at(target)),
    'invoice/:id/pay-part': (target, fields) =>
      admin.payInvoice({ ...at(target), amount: Number(fields['amount']) }),
    'invoice/:id/approve': (target) => admin.approveInvoice(at(target)),
    'invoice/:id/void': (target) => admin.voidInvoice(at(target)),
    'invoice/:id/delete': (target) => admin.deleteInvoice(at(target)),
    'invoice/:id/email': (target) => admin.emailInvoice(at(target)),
    'invoice/:id/reference': (target, fields) =>
      admin.editInvoice({ ...at(target), changes: { Reference: fields['reference'] ?? '' } }),
    'contact/:id/email': (target, fields) =>
      admin.setContactEmail({ ...at(target), email: fields['email'] ?? '' }),
    'contact/:id/archive': (target) =>
      admin.setContactStatus({ ...at(target), status: 'ARCHIVED' }),
    'contact/:id/restore': (target) => admin.setContactStatus({ ...at(target), status: 'ACTIVE' }),
  };
}

function findOrg(box: Box, request: Request): Org | undefined {
  return box.orgs.get(String(request.params['company']));
}

function sendMissing(response: Response): void {
  const page = layout(
    'Not found',
    html`<main class="narrow">
      <h1>There is no such organisation.</h1>
      <a href="/">All organisations</a>
    </main>`,
  );
  sendPage(response, page, 404);
}
