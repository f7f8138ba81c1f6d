import type { Realm } from '../data/realm.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText, at, cents } from '../../kit/json.ts';
import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import { actionForm, backTo, paginate, searchBar } from '../../kit/list-page.ts';

export function customersPage(realm: Realm, search: string, page: number, problem: string): Html {
  const path = `/company/${realm.id}/customers`;
  const listing = paginate(realm.table('Customer').byId.list, search, page, ({ entity }) =>
    searchText(entity),
  );
  const back = backTo(path, listing);
  return layout(
    `Customers of ${realm.name} · QuickBooks (sandbox)`,
    html`<main>
      <p class="brand"><a href="/">QuickBooks</a> <span>(sandbox)</span></p>
      <div class="row">
        <h1>Customers of ${realm.name}</h1>
        <a class="button" href="/company/${realm.id}">Invoices</a>
      </div>
      ${problem ? html`<p class="notice" role="alert">${problem}</p>` : ''}
      ${searchBar(path, listing, 'customers')}
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Id</th>
              <th>E-mail</th>
              <th class="amount">Balance</th>
              <th class="amount">With jobs</th>
              <th>Actions</th>
            </tr>
          </thead>
          <tbody>
            ${listing.rows.map(({ entity }) => row(realm, entity, back))}
          </tbody>
        </table>
      </div>
    </main>`,
  );
}

function searchText(customer: JsonObject): string {
  return `${asText(customer['FullyQualifiedName'])} ${emailOf(customer)}`;
}

function emailOf(customer: JsonObject): string {
  return asText(at(customer, 'PrimaryEmailAddr', 'Address'));
}

function row(realm: Realm, customer: JsonObject, back: string): Html {
  const id = asText(customer['Id']);
  const action = `/company/${realm.id}/customer/${id}`;
  const here = `${back}#customer-${id}`;
  const email = html`<input
    type="text"
    name="email"
    value="${emailOf(customer)}"
    aria-label="E-mail"
  />`;
  const active = customer['Active'] !== false;
  return html`<tr id="customer-${id}">
    <td>${asText(customer['FullyQualifiedName'])}</td>
    <td>${id} <small>v${asText(customer['SyncToken'])}</small></td>
    <td>${actionForm(`${action}/email`, 'Change', here, email)}</td>
    <td class="amount">${(cents(customer['Balance']) / 100).toFixed(2)}</td>
    <td class="amount">${(cents(customer['BalanceWithJobs']) / 100).toFixed(2)}</td>
    <td>
      ${active ? actionForm(`${action}/deactivate`, 'Deactivate', here) : actionForm(`${action}/activate`, 'Make active', here)}
    </td>
  </tr>`;
}
