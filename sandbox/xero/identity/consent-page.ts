import type { Html } from '../../kit/html.ts';
import { html, layout } from '../../kit/html.ts';
import type { Box } from '../box.ts';
import { fullName, PEOPLE } from './people.ts';
import type { Authorization } from './scopes.ts';
import { wantsOrganisation } from './scopes.ts';

export function consentPage(box: Box, authorization: Authorization): Html {
  const wantsBooks = wantsOrganisation(authorization.scopes);
  return layout(
    'Allow access · Xero (sandbox)',
    html`<main class="narrow">
      <p class="brand">Xero <span>(sandbox)</span></p>
      <h1>${wantsBooks ? 'An app wants access to your organisation' : 'Sign in with Xero'}</h1>
      <p class="notice">
        This is a sandbox. It stands in for Xero on this machine: the organisations are invented and
        nothing leaves it.
      </p>
      <form method="post" action="/identity/connect/authorize" class="card">
        ${hiddenFields(box, authorization)} ${wantsBooks ? organisations(box) : ''} ${people()}
        <p class="quiet">The app asks for: ${authorization.scopes.join(', ')}</p>
        <p class="actions">
          <button name="decision" value="cancel">Cancel</button>
          <button name="decision" value="allow" class="primary">Allow access</button>
        </p>
      </form>
    </main>`,
  );
}

function hiddenFields(box: Box, authorization: Authorization): Html {
  const { redirectUri, state, scopes, nonce, challenge } = authorization;
  const fields: [string, string][] = [
    ['client_id', box.clientId],
    ['response_type', 'code'],
    ['redirect_uri', redirectUri],
    ['state', state],
    ['scope', scopes.join(' ')],
  ];
  if (nonce !== null) fields.push(['nonce', nonce]);
  if (challenge !== null)
    fields.push(['code_challenge', challenge], ['code_challenge_method', 'S256']);
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}

function organisations(box: Box): Html {
  const isBulk = box.knobs.bulkConnections;
  const choices = [...box.orgs.values()].map((org, index) =>
    choice('tenant', org.id, {
      type: isBulk ? 'checkbox' : 'radio',
      isChecked: index === 0,
      label: org.name,
      small: org.id,
    }),
  );
  return html`<fieldset>
    <legend>${isBulk ? 'Which organisations?' : 'Which organisation?'}</legend>
    ${choices}
  </fieldset>`;
}

function people(): Html {
  const choices = PEOPLE.map((person, index) =>
    choice('person', person.userId, {
      type: 'radio',
      isChecked: index === 0,
      label: fullName(person),
      small: person.email,
    }),
  );
  return html`<fieldset>
    <legend>Signed in as</legend>
    ${choices}
  </fieldset>`;
}

interface Choice {
  type: 'radio' | 'checkbox';
  isChecked: boolean;
  label: string;
  small: string;
}

function choice(name: string, value: string, { type, isChecked, label, small }: Choice): Html {
  return html`<label class="choice"
    ><input type="${type}" name="${name}" value="${value}" ${isChecked ? html`checked` : ''} />
    <span>${label}<small>${small}</small></span></label
  >`;
}

export function refusalPage(reason: string): Html {
  return layout(
    'Xero (sandbox)',
    html`<main class="narrow">
      <p class="brand">Xero <span>(sandbox)</span></p>
      <h1>Sorry, something went wrong</h1>
      <p class="card">${reason}</p>
    </main>`,
  );
}
