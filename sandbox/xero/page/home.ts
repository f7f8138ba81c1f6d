import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import type { Org } from '../books/org.ts';
import type { Box } from '../box.ts';

export function homePage(box: Box): Html {
  const rows = [...box.orgs.values()].map(
    (org) =>
      html`<tr>
        <td><a href="/company/${org.id}">${org.name}</a></td>
        <td>${org.id}</td>
        <td class="amount">${org.invoices.size}</td>
        <td class="amount">${org.contacts.size}</td>
        <td>${status(box, org)}</td>
      </tr>`,
  );
  const { url, status: subscription } = box.sender.state;
  return layout(
    'Xero (sandbox)',
    html`<main>
      <p class="brand">Xero <span>(sandbox)</span></p>
      <h1>Sample organisations</h1>
      <p class="notice">
        This stands in for Xero on this machine. Whatever you do here reaches a connected app by
        webhook, as if you had done it in Xero.
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Organisation</th>
              <th>Tenant</th>
              <th class="amount">Invoices</th>
              <th class="amount">Contacts</th>
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
        ${url ?? 'nowhere yet'} (${subscription}) · <a href="/admin/state">state</a> ·
        <a href="/admin/journal">journal</a> ·
        <a href="/admin/webhooks">webhooks</a>
      </p>
    </main>`,
  );
}

function status(box: Box, org: Org): Html {
  if (org.isOffline) return html`<span class="tag late">offline</span>`;
  if (!box.grants.isConnected(org.id)) return html`<span class="tag">not connected</span>`;
  return html`<form method="post" action="/company/${org.id}/disconnect">
    <span class="tag paid">connected</span> <button>Disconnect the app</button>
  </form>`;
}
