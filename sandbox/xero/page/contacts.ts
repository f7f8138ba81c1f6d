import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import { actionForm, backTo, paginate, searchBar } from '../../kit/list-page.ts';
import type { Org } from '../books/org.ts';
import type { Contact } from '../books/records.ts';

interface View {
  q: string;
  page: number;
  problem: string;
}

export function contactsPage(org: Org, { q, page, problem }: View): Html {
  const path = `/company/${org.id}/contacts`;
  const text = ({ name, email, number }: Contact): string => `${name} ${email} ${number ?? ''}`;
  const listing = paginate(org.contacts.list(), q, page, text);
  const back = backTo(path, listing);
  return layout(
    `Contacts of ${org.name} · Xero (sandbox)`,
    html`<main>
      <p class="brand"><a href="/">Xero</a> <span>(sandbox)</span></p>
      <div class="row">
        <h1>Contacts of ${org.name}</h1>
        <a class="button" href="/company/${org.id}">Invoices</a>
      </div>
      ${problem ? html`<p class="notice" role="alert">${problem}</p>` : ''}
      ${searchBar(path, listing, 'contacts')}
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>E-mail</th>
              <th>Persons</th>
              <th>Status</th>
              <th>Actions</th>
            </tr>
          </thead>
          <tbody>
            ${listing.rows.map((contact) => row(org, contact, back))}
          </tbody>
        </table>
      </div>
    </main>`,
  );
}

function row(org: Org, contact: Contact, back: string): Html {
  const action = `/company/${org.id}/contact/${contact.id}`;
  const here = `${back}#contact-${contact.id}`;
  const email = html`<input
    type="text"
    name="email"
    value="${contact.email}"
    aria-label="E-mail"
  />`;
  const isActive = contact.status === 'ACTIVE';
  const persons = contact.persons.map(
    (person) =>
      html`<small>${person.email}${person.includeInEmails ? '' : ' (not mailed)'}</small><br />`,
  );
  return html`<tr id="contact-${contact.id}">
    <td>${contact.name}<br /><small>${contact.number ?? ''}</small></td>
    <td>${actionForm(`${action}/email`, 'Change', here, email)}</td>
    <td>${persons}</td>
    <td><span class="tag">${contact.status.toLowerCase()}</span></td>
    <td>
      ${isActive ? actionForm(`${action}/archive`, 'Archive', here) : actionForm(`${action}/restore`, 'Restore', here)}
    </td>
  </tr>`;
}
