import type { Box } from '../box.ts';
import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import type { Authorization } from './scopes.ts';
import { wantsCompany } from './scopes.ts';
import { PEOPLE, fullName } from './people.ts';

export function consentPage(box: Box, authorization: Authorization): Html {
  const company = wantsCompany(authorization.scopes);
  return layout(
    'Connect an app · Intuit (sandbox)',
    html`<main class="narrow">
      <p class="brand">Intuit <span>(sandbox)</span></p>
      <h1>${company ? 'Connect your app to QuickBooks Online' : 'Sign in with Intuit'}</h1>
      <p class="notice">
        This is a sandbox. It stands in for Intuit on this machine: the companies are invented and
        nothing leaves it.
      </p>
      <form method="post" action="/connect/oauth2" class="card">
        ${hiddenFields(authorization)} ${company ? companies(box) : ''} ${people()}
        <p class="quiet">The app asks for: ${authorization.scopes.join(', ')}</p>
        <p class="actions">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="connect" class="primary">Connect</button>
        </p>
      </form>
    </main>`,
  );
}

function hiddenFields(authorization: Authorization): Html {
  const { clientId, redirectUri, state, scopes, nonce } = authorization;
  const fields: [string, string][] = [
    ['client_id', clientId],
    ['response_type', 'code'],
    ['redirect_uri', redirectUri],
    ['state', state],
    ['scope', scopes.join(' ')],
  ];
  if (nonce !== null) fields.push(['nonce', nonce]);
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}

function companies(box: Box): Html {
  const choices = [...box.realms.values()].map(
    (realm, index) =>
      html`<label class="choice"
        ><input type="radio" name="realm" value="${realm.id}" ${index === 0 ? html`checked` : ''} />
        <span
          >${realm.name}<small
            >${realm.id}${realm.suspended ? ' · subscription ended' : ''}</small
          ></span
        ></label
      >`,
  );
  return html`<fieldset>
    <legend>Which company?</legend>
    ${choices}
  </fieldset>`;
}

function people(): Html {
  const choices = PEOPLE.map(
    (person, index) =>
      html`<label class="choice"
        ><input
          type="radio"
          name="person"
          value="${person.sub}"
          ${index === 0 ? html`checked` : ''}
        />
        <span
          >${fullName(person)}<small
            >${person.email}${person.emailVerified ? '' : ' · address not verified'}</small
          ></span
        ></label
      >`,
  );
  return html`<fieldset>
    <legend>Signed in as</legend>
    ${choices}
  </fieldset>`;
}

export function refusalPage(reason: string): Html {
  return layout(
    'Intuit (sandbox)',
    html`<main class="narrow">
      <p class="brand">Intuit <span>(sandbox)</span></p>
      <h1>Sorry, but this app didn’t connect</h1>
      <p class="card">${reason}</p>
    </main>`,
  );
}
