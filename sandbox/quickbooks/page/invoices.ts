import type { Box } from '../box.ts';
import type { Realm } from '../data/realm.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at, cents } from '../../kit/json.ts';
import { pacificDay } from '../pacific-time.ts';
import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import { actionForm, backTo, paginate, searchBar } from '../../kit/list-page.ts';

export function invoicesPage(
  box: Box,
  realm: Realm,
  search: string,
  page: number,
  problem: string,
): Html {
  const path = `/company/${realm.id}`;
  const listing = paginate(realm.table('Invoice').byId.list, search, page, ({ entity }) =>
    searchText(entity),
  );
  const back = backTo(path, listing);
  const today = pacificDay(box.clock.now());
  return layout(
    `${realm.name} · QuickBooks (sandbox)`,
    html`<main>
      <p class="brand"><a href="/">QuickBooks</a> <span>(sandbox)</span></p>
      <div class="row">
        <h1>${realm.name}</h1>
        <a class="button" href="${path}/customers">Customers</a>
      </div>
      ${problem ? html`<p class="notice" role="alert">${problem}</p>` : ''}
      ${searchBar(path, listing, 'invoices')}
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Number</th>
              <th>Customer</th>
              <th>Date / due</th>
              <th class="amount">Total</th>
              <th class="amount">Balance</th>
              <th>Email status / delivery</th>
              <th>Custom fields</th>
              <th>Memo / private note</th>
            </tr>
          </thead>
          <tbody>
            ${listing.rows.map(({ entity }) => row(path, entity, back, today))}
          </tbody>
        </table>
      </div>
    </main>`,
  );
}

function searchText(invoice: JsonObject): string {
  return `${asText(invoice['DocNumber'])} ${asText(invoice['Id'])} ${asText(at(invoice, 'CustomerRef', 'name'))} ${asText(invoice['PrivateNote'])}`;
}

function row(path: string, invoice: JsonObject, back: string, today: string): Html {
  const id = asText(invoice['Id']);
  return html`<tr id="invoice-${id}" class="has-actions">
      <td>
        ${asText(invoice['DocNumber']) || '–'}<br /><small
          >id ${id} · v${asText(invoice['SyncToken'])}</small
        >
      </td>
      <td>
        ${asText(at(invoice, 'CustomerRef', 'name'))}<br /><small
          >${asText(at(invoice, 'BillEmail', 'Address'))}</small
        >
      </td>
      <td class="day">${asText(invoice['TxnDate'])}<br />${asText(invoice['DueDate'])}</td>
      <td class="amount">${money(invoice, 'TotalAmt')}</td>
      <td class="amount">${money(invoice, 'Balance')}<br />${stateTag(invoice, today)}</td>
      <td class="mail">${delivery(invoice)}</td>
      <td>${customFields(invoice)}</td>
      <td class="note">
        ${shorten(asText(at(invoice, 'CustomerMemo', 'value')))}<br /><small
          >${shorten(asText(invoice['PrivateNote']))}</small
        >
      </td>
    </tr>
    <tr>
      <td colspan="8">
        <div class="buttons">
          ${buttons(`${path}/invoice/${id}`, invoice, `${back}#invoice-${id}`)}
        </div>
      </td>
    </tr>`;
}

function money(invoice: JsonObject, name: string): string {
  const amount = (cents(invoice[name]) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return `${amount} ${asText(at(invoice, 'CurrencyRef', 'value'))}`;
}

function stateTag(invoice: JsonObject, today: string): Html {
  if (isVoided(invoice)) return html`<span class="tag">voided</span>`;
  if (cents(invoice['Balance']) === 0) return html`<span class="tag paid">paid</span>`;
  return asText(invoice['DueDate']) < today
    ? html`<span class="tag late">overdue</span>`
    : html`<span class="tag">open</span>`;
}

function isVoided(invoice: JsonObject): boolean {
  return cents(invoice['TotalAmt']) === 0 && /voided/i.test(asText(invoice['PrivateNote']));
}

function delivery(invoice: JsonObject): Html {
  const parts = ['DeliveryType', 'DeliveryTime', 'DeliveryErrorType'].map((name) =>
    asText(at(invoice, 'DeliveryInfo', name)),
  );
  return html`${asText(invoice['EmailStatus'])}<br /><small
      >${parts.filter(Boolean).join(' · ')}</small
    >`;
}

function customFields(invoice: JsonObject): Html[] {
  return asList(invoice['CustomField'])
    .filter((field) => asText(field['StringValue']) !== '')
    .map(
      (field) =>
        html`<small>${asText(field['Name'])}: ${asText(field['StringValue'])}</small><br />`,
    );
}

function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}… (${text.length} characters)` : text;
}

function buttons(action: string, invoice: JsonObject, back: string): Html {
  const open = cents(invoice['Balance']) > 0;
  const half = (Math.round(cents(invoice['Balance']) / 2) / 100).toFixed(2);
  const part = html`<input
    type="text"
    name="amount"
    value="${half}"
    inputmode="decimal"
    aria-label="Amount"
  />`;
  const text = asText(at(invoice, 'CustomerMemo', 'value'));
  const memo = html`<textarea name="memo" rows="1" maxlength="1000" aria-label="Memo">
${text}</textarea>`;
  const pay = open
    ? html`${actionForm(`${action}/pay`, 'Pay', back)}${actionForm(`${action}/pay-part`, 'Pay part', back, part)}`
    : html``;
  return html`${pay}${actionForm(`${action}/edit-memo`, 'Edit memo', back, memo)}
  ${actionForm(`${action}/email`, 'Email it', back)}
  ${isVoided(invoice) ? '' : actionForm(`${action}/void`, 'Void', back)}
  ${actionForm(`${action}/delete`, 'Delete', back)}`;
}
