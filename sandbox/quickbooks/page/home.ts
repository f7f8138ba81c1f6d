import type { Box } from '../box.ts';
import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';

export function homePage(box: Box): Html {
  const rows = [...box.realms.values()].map(
    (realm) =>
      html`<tr>
        <td><a href="/company/${realm.id}">${realm.name}</a></td>
        <td>${realm.id}</td>
        <td class="amount">${realm.table('Invoice').size}</td>
        <td class="amount">${realm.table('Customer').size}</td>
        <td>${status(box, realm.id, realm.suspended)}</td>
      </tr>`,
  );
  return layout(
    'QuickBooks (sandbox)',
    html`<main>
      <p class="brand">QuickBooks <span>(sandbox)</span></p>
      <h1>Sample companies</h1>
      <p class="notice">
        This stands in for Intuit and QuickBooks Online on this machine. Whatever you do here
        reaches a connected app by webhook, as if you had done it in QuickBooks.
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Company</th>
              <th>Realm</th>
              <th class="amount">Invoices</th>
              <th class="amount">Customers</th>
              <th>Connection</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
      <p class="quiet">
        Clock ${new Date(box.clock.now()).toISOString()} · day zero ${box.dayZero} · webhooks to
        ${box.sender.state.url ?? 'nowhere yet'} · <a href="/admin/state">state</a> ·
        <a href="/admin/journal">journal</a> ·
        <a href="/admin/webhooks">webhooks</a>
      </p>
    </main>`,
  );
}

function status(box: Box, realmId: string, suspended: boolean): Html {
  if (suspended) return html`<span class="tag late">subscription ended</span>`;
  if (!box.grants.isConnected(realmId)) return html`<span class="tag">not connected</span>`;
  return html`<form method="post" action="/company/${realmId}/disconnect">
    <span class="tag paid">connected</span> <button>Disconnect the app</button>
  </form>`;
}
