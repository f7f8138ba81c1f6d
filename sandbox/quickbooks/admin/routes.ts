import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import { ZodError } from 'zod';
import { BusinessFault } from '../data/faults.ts';
import { Refusal } from '../identity/refusal.ts';
import { ScenarioError } from '../scenario/scenario.ts';
import { UnknownRealm } from './action.ts';
import type { Admin } from './admin.ts';
import { actions } from './admin.ts';

type AnyCall = (input: unknown) => Promise<unknown>;

/** `/admin/<action>`: POST with a JSON body; those that only read answer GET with query parameters too. */
export function addAdminRoutes(app: Express, admin: Admin): void {
  const body = express.json({ limit: '60mb' });
  app.get('/admin', (_request: Request, response: Response) => {
    response.json({ actions: Object.keys(actions) });
  });
  for (const [name, action] of Object.entries(actions)) {
    const call = admin[name as keyof Admin] as AnyCall;
    app.post(`/admin/${name}`, body, async (request: Request, response: Response) => {
      response.json(await call(request.body));
    });
    if (!action.readOnly) continue;
    app.get(`/admin/${name}`, async (request: Request, response: Response) => {
      response.json(await call({ ...request.query }));
    });
  }
  app.use('/admin', (request: Request, response: Response) => {
    response.status(404).json({ error: `no admin action ${request.method} ${request.path}` });
  });
  app.use('/admin', answerProblem);
}

function answerProblem(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof ZodError) {
    response.status(400).json({
      error: 'wrong input',
      issues: error.issues.map(({ path, message }) => ({ path, message })),
    });
  } else if (error instanceof ScenarioError) response.status(400).json({ error: error.message });
  else if (error instanceof UnknownRealm) response.status(404).json({ error: error.message });
  else if (error instanceof Refusal) response.status(400).json({ error: error.message });
  else if (error instanceof BusinessFault)
    response.status(error.status).json({ error: error.message, fault: error.fault });
  else next(error);
}
