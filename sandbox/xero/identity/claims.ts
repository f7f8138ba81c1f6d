import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Box } from '../box.ts';
import type { Session } from './grants.ts';
import type { Person } from './people.ts';

function common(box: Box, session: Session, person: Person): JWTPayload {
  return {
    iss: box.urls.identity,
    sub: person.sub,
    auth_time: Math.floor(session.authMs / 1000),
    xero_userid: person.userId,
    global_session_id: session.sessionId,
  };
}

/** Claims of an access token (facts: Xero 1.3); the event id stands here and nowhere else. */
export function accessClaims(box: Box, session: Session, person: Person): JWTPayload {
  const now = Math.floor(box.clock.now() / 1000);
  return {
    ...common(box, session, person),
    nbf: now,
    exp: now + box.knobs.accessLifeSeconds,
    aud: `${box.urls.identity}/resources`,
    client_id: box.clientId,
    jti: randomUUID().replaceAll('-', ''),
    scope: session.scopes,
    authentication_event_id: session.authEventId,
  };
}

export function idClaims(
  box: Box,
  session: Session,
  person: Person,
  more: { accessToken: string; nonce: string | null },
): JWTPayload {
  const now = Math.floor(box.clock.now() / 1000);
  const digest = createHash('sha256').update(more.accessToken).digest();
  return {
    ...common(box, session, person),
    nbf: now,
    exp: now + box.knobs.idLifeSeconds,
    iat: now,
    aud: box.clientId,
    at_hash: digest.subarray(0, 16).toString('base64url'),
    sid: session.sessionId,
    ...(more.nonce === null ? {} : { nonce: more.nonce }),
    ...(session.scopes.includes('email') ? { email: person.email } : {}),
    ...(session.scopes.includes('profile')
      ? {
          preferred_username: person.email,
          given_name: person.givenName,
          family_name: person.familyName,
        }
      : {}),
  };
}
