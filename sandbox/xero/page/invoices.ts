import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import { actionForm, backTo, paginate, searchBar } from '../../kit/list-page.ts';
import { dueOf } from '../books/invoices.ts';
import type { Org } from '../books/org.ts';
import type { Invoice } from '../books/records.ts';
import type { Box } from '../box.ts';

interface View {
  q: string;
  page: number;
  problem: string;
}

export function invoicesPage(box: Box, org: Org, { q, page, problem }: View): Html {
  const path = `/company/${org.id}`;
  const listing = paginate(org.invoices.list(), q, page, (invoice) => searchText(org, invoice));
  const back = backTo(path, listing);
  const today = org.today(box.clock.now());
  return layout(
    `${org.name} · Xero (sandbox)`,
    html`<main>
      <p class="brand"><a href="/">Xero</a> <span>(sandbox)</span></p>
      <div class="row">
        <h1>${org.name}</h1>
        <a class="button" href="${path}/contacts">Contacts</a>
      </div>
      ${problem ? html`<p class="notice" role="alert">${problem}</p>` : ''}
      ${searchBar(path, listing, 'invoices')}
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Number</th>
              <th>Contact</th>
              <th>Date / due</th>
              <th class="amount">Total</th>
              <th class="amount">Due</th>
              <th>Sent / expected</th>
              <th>Reference / last note</th>
            </tr>
          </thead>
          <tbody>
            ${listing.rows.map((invoice) => row(org, invoice, { path, back, today }))}
          </tbody>
        </table>
      </div>
    </main>`,
  );
}

function searchText(org: Org, invoice: Invoice): string {
  const contact = org.contacts.get(invoice.contactId);
  return `${invoice.number} ${invoice.reference} ${contact?.name ?? ''}`;
}

function row(
  org: Org,
  invoice: Invoice,
  { path, back, today }: { path: string; back: string; today: string },
): Html {
  const { id, currency } = invoice;
  const contact = org.contacts.get(invoice.contactId);
  const notes = (org.history.get(id) ?? []).filter(({ changes }) => changes === 'Note');
  return html`<tr id="invoice-${id}" class="has-actions">
      <td>${invoice.number}<br /><small>${invoice.type}</small></td>
      <td>${contact?.name ?? ''}<br /><small>${contact?.email ?? ''}</small></td>
      <td class="day">${invoice.date}<br />${invoice.dueDate ?? ''}</td>
      <td class="amount">${money(invoice.total, currency)}</td>
      <td class="amount">${money(dueOf(invoice), currency)}<br />${stateTag(invoice, today)}</td>
      <td>
        ${invoice.sent ? 'sent' : 'not sent'}<br /><small>${invoice.expectedDate ?? ''}</small>
      </td>
      <td class="note">
        ${invoice.reference}<br /><small>${notes.at(-1)?.details.slice(0, 160) ?? ''}</small>
      </td>
    </tr>
    <tr>
      <td colspan="7">
        <div class="buttons">
          ${buttons(`${path}/invoice/${id}`, invoice, `${back}#invoice-${id}`)}
        </div>
      </td>
    </tr>`;
}

function money(cents: number, currency: string): string {
  return `${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} ${currency}`;
}

function stateTag(invoice: Invoice, today: string): Html {
  if (invoice.status === 'PAID') return html`<span class="tag paid">paid</span>`;
  const isLate = invoice.status === 'AUTHORISED' && (invoice.dueDate ?? today) < today;
  if (isLate) return html`<span class="tag late">overdue</span>`;
  return html`<span class="tag">${invoice.status.toLowerCase()}</span>`;
}

function field(name: string, value: string, label: string): Html {
  return html`<input type="text" name="${name}" value="${value}" aria-label="${label}" />`;
}

function buttons(action: string, invoice: Invoice, back: string): Html[] {
  const press = (path: string, label: string, fields?: Html): Html =>
    actionForm(`${action}/${path}`, label, back, fields);
  const reference = field('reference', invoice.reference, 'Reference');
  switch (invoice.status) {
    case 'DRAFT':
    case 'SUBMITTED':
      return [press('approve', 'Approve'), press('delete', 'Delete')];
    case 'AUTHORISED':
      return [
        press('pay', 'Pay'),
        press('pay-part', 'Pay part', field('amount', (dueOf(invoice) / 200).toFixed(2), 'Amount')),
        press('reference', 'Edit reference', reference),
        press('email', 'Email it'),
        press('void', 'Void'),
      ];
    case 'PAID':
      return [press('reference', 'Edit reference', reference), press('email', 'Email it')];
    default:
      return [];
  }
}
