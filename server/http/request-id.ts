import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** Named in the log and in every problem, so that support finds one by the other. Never taken from the caller. */
export const requestId: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals['requestId'] = id;
  response.setHeader('X-Request-Id', id);
  next();
};

export const requestIdOf = (response: Response): string => String(response.locals['requestId']);
