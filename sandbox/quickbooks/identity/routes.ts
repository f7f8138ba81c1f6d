import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import type { Box } from '../box.ts';
import type { JsonObject } from '../../kit/json.ts';
import { sendBytes, startAnswer } from '../data/answer.ts';
import { withFaults } from '../faults/apply.ts';
import { showConsent, takeConsent } from './authorize.ts';
import { discoveryDocument } from './discovery.ts';
import { toPublicJwk } from '../../kit/signing-key.ts';
import { findPerson } from './people.ts';
import { handleRevoke, handleToken } from './tokens.ts';
import { userInfo } from './userinfo.ts';

function sendJson(response: Response, status: number, body: JsonObject): void {
  sendBytes(response, status, 'application/json;charset=UTF-8', Buffer.from(JSON.stringify(body)));
}

export function addIdentityRoutes(app: Express, box: Box): void {
  const form = [express.urlencoded({ extended: false }), express.json()];
  const watched = [begin(box), withFaults(box, 'identity')];
  for (const name of ['openid_configuration', 'openid_sandbox_configuration']) {
    app.get(`/.well-known/${name}`, watched, (_request: Request, response: Response) => {
      sendJson(response, 200, discoveryDocument(box.publicUrl));
    });
  }
  app.get('/op/v1/jwks', watched, (_request: Request, response: Response) => {
    sendJson(response, 200, { keys: [{ ...toPublicJwk(box.signingKey) } as JsonObject] });
  });
  app.get('/connect/oauth2', (request, response) => showConsent(box, request, response));
  app.post('/connect/oauth2', form, (request: Request, response: Response) =>
    takeConsent(box, request, response),
  );
  app.post('/oauth2/v1/tokens/bearer', watched, form, (request: Request, response: Response) =>
    handleToken(box, request, response),
  );
  app.post('/v2/oauth2/tokens/revoke', watched, form, (request: Request, response: Response) =>
    handleRevoke(box, request, response),
  );
  app.get('/v1/openid_connect/userinfo', watched, (request: Request, response: Response) =>
    sendUserInfo(box, request, response),
  );
}

function begin(box: Box) {
  return (request: Request, response: Response, next: NextFunction): void => {
    startAnswer(box, request, response, null);
    next();
  };
}

function sendUserInfo(box: Box, request: Request, response: Response): void {
  const token = /^Bearer\s+(.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  const found = box.grants.findAccess(token);
  const person = found && findPerson(found.grant.sub);
  if (!found || found.expired || !person || !found.grant.scopes.includes('openid')) {
    response.setHeader('WWW-Authenticate', 'Bearer realm="Intuit", error="invalid_token"');
    return sendJson(response, 401, { error: 'invalid_token' });
  }
  sendJson(response, 200, userInfo(person, found.grant.scopes));
}
