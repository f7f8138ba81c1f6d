import { z } from 'zod';
import { decide, readAuthorization } from '../identity/authorize.ts';
import { findPerson, PEOPLE } from '../identity/people.ts';
import { TENANT_A } from '../seed/orgs.ts';
import { change, id, look, nothing } from './action.ts';

const person = z.string().default(PEOPLE[0]?.userId ?? '');

/** What people do about the connection of the app. */
export const identityActions = {
  people: look(nothing, () => ({ people: PEOPLE })),

  /** Presses Allow (or Cancel) for a person; answers the address the browser would be sent to. */
  consent: change(
    z.object({
      url: z.string(),
      tenantId: id.default(TENANT_A),
      /** Instead of one: all of these in one consent. */
      tenantIds: z.array(id).optional(),
      person,
      approve: z.boolean().default(true),
    }),
    (box, { url, tenantId, tenantIds = [tenantId], ...decision }) => {
      const fields = Object.fromEntries(new URL(url).searchParams);
      return { location: decide(box, readAuthorization(box, fields), { ...decision, tenantIds }) };
    },
  ),

  connections: look(nothing, (box) => ({
    connections: box.grants.state.grants.flatMap(({ userId, connections }) =>
      connections.map((connection) => ({ userId, ...connection })),
    ),
  })),

  /** Disconnected inside Xero: nothing tells the app, calls are 403 from now on. */
  disconnect: change(z.object({ tenantId: id }), (box, { tenantId }) => {
    const ended = box.grants.disconnectTenant(tenantId);
    box.changed();
    return { ended };
  }),

  /** The person took all access away: every token is dead, the refresh is `invalid_grant`. */
  revokeUser: change(z.object({ person }), (box, input) => {
    const found = findPerson(input.person);
    if (found) box.grants.dropUser(found.userId);
    box.changed();
    return { revoked: found !== undefined };
  }),

  expireAccessTokens: change(nothing, (box) => {
    box.grants.expireAccess();
    box.changed();
    return { expired: true };
  }),
};
