import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import type { JsonObject } from '../../kit/json.ts';
import { toPublicJwk } from '../../kit/signing-key.ts';
import { startAnswer } from '../api/answer.ts';
import { sendFault } from '../api/send-fault.ts';
import { withFaults } from '../api/planned-faults.ts';
import { ApiFault } from '../api/faults.ts';
import type { Box } from '../box.ts';
import { showConsent, takeConsent } from './authorize.ts';
import { bearer, listConnections, removeConnection } from './connections.ts';
import { discoveryDocument } from './discovery.ts';
import { findPerson } from './people.ts';
import { handleRevocation, handleToken, sendJson } from './tokens.ts';

type Handler = (box: Box, request: Request, response: Response) => void | Promise<void>;

export function addIdentityRoutes(app: Express, box: Box): void {
  const form = express.urlencoded({ extended: false });
  const begin = (request: Request, response: Response, next: NextFunction): void => {
    startAnswer(box, request, response, null);
    next();
  };
  const watched = [begin, withFaults(box, 'identity')];
  const on = (handler: Handler) => (request: Request, response: Response) =>
    handler(box, request, response);
  app.get('/.well-known/openid-configuration', watched, on(sendDiscovery));
  app.get('/.well-known/openid-configuration/jwks', watched, on(sendKeys));
  app.get('/identity/connect/authorize', on(showConsent));
  app.post('/identity/connect/authorize', form, on(takeConsent));
  app.post('/connect/token', watched, form, on(handleToken));
  app.post('/connect/revocation', watched, form, on(handleRevocation));
  app.get('/connect/userinfo', watched, on(sendUserInfo));
  app.get('/connections', watched, on(listConnections));
  app.delete('/connections/:id', watched, on(removeConnection));
  app.use(
    ['/connections', '/connect'],
    (error: unknown, _request: Request, response: Response, next: NextFunction) => {
      if (error instanceof ApiFault) sendFault(response, error);
      else next(error);
    },
  );
}

function sendDiscovery(box: Box, _request: Request, response: Response): void {
  sendJson(response, 200, discoveryDocument(box.urls));
}

function sendKeys(box: Box, _request: Request, response: Response): void {
  sendJson(response, 200, { keys: [{ ...toPublicJwk(box.signingKey) } as JsonObject] });
}

function sendUserInfo(box: Box, request: Request, response: Response): void {
  const { access } = bearer(box, request);
  const person = findPerson(access.userId);
  if (!person) return sendJson(response, 401, { error: 'invalid_token' });
  sendJson(response, 200, {
    sub: person.sub,
    xero_userid: person.userId,
    ...(access.scopes.includes('email') ? { email: person.email } : {}),
    ...(access.scopes.includes('profile')
      ? { given_name: person.givenName, family_name: person.familyName }
      : {}),
  });
}
