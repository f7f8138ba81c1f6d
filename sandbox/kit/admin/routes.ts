import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import { ZodError } from 'zod';
import { Refusal } from '../refusal.ts';
import { ScenarioError } from '../scenario/scenario.ts';
import { UnknownCompany } from './action.ts';

type AnyCall = (input: unknown) => Promise<unknown>;
export interface Problem {
  status: number;
  body: object;
}

/**
 * `/admin/<action>`: POST with a JSON body; those that only read answer GET with query parameters too. `problemOf` knows the
 * refusals of the vendor's own rules.
 */
export function addAdminRoutes(
  app: Express,
  admin: object,
  actions: Readonly<Record<string, { readOnly: boolean }>>,
  problemOf: (error: unknown) => Problem | null,
): void {
  const body = express.json({ limit: '60mb' });
  app.get('/admin', (_request: Request, response: Response) => {
    response.json({ actions: Object.keys(actions) });
  });
  for (const [name, action] of Object.entries(actions)) {
    const call = (admin as Record<string, AnyCall>)[name];
    if (!call) continue;
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
  app.use('/admin', (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const problem = problemOf(error) ?? commonProblem(error);
    if (problem) response.status(problem.status).json(problem.body);
    else next(error);
  });
}

function commonProblem(error: unknown): Problem | null {
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path, message }));
    return { status: 400, body: { error: 'wrong input', issues } };
  }
  if (error instanceof UnknownCompany) return { status: 404, body: { error: error.message } };
  if (error instanceof ScenarioError || error instanceof Refusal)
    return { status: 400, body: { error: error.message } };
  return null;
}
