import express, { Router, type RequestHandler } from 'express';
import { NotFound } from '../../domain/errors.ts';
import type { LiveFeed } from '../live.ts';
import type { Context } from '../services/context.ts';
import { customerRoutes } from './customers.ts';
import { eventRoutes } from './events.ts';
import { invoiceRoutes } from './invoices/routes.ts';
import { invoiceSendingRoutes } from './invoices/sending-routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { peopleRoutes } from './people.ts';
import type { Api } from './route.ts';
import { ruleRoutes } from './rules/routes.ts';
import { silenceRoutes } from './silence.ts';
import { taskRoutes } from './tasks.ts';
import { templateRoutes } from './templates/routes.ts';
import { upcomingRoutes } from './upcoming/routes.ts';
import { writeBackRoutes } from './write-backs.ts';

/** Everything under `/api/v1`. */
export function createApi(ctx: Context, live: LiveFeed): Api {
  const router = Router();
  router.use(neverStored, express.json({ limit: '1mb' }));
  const api: Api = { router, ctx, bound: new Set() };
  peopleRoutes(api);
  organisationRoutes(api);
  invoiceRoutes(api);
  invoiceSendingRoutes(api);
  customerRoutes(api);
  ruleRoutes(api);
  silenceRoutes(api);
  taskRoutes(api);
  templateRoutes(api);
  upcomingRoutes(api);
  writeBackRoutes(api);
  eventRoutes(api, live);
  router.use((_request, _response, next) => {
    next(new NotFound('route.unknown', 'no such address'));
  });
  return api;
}

const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
