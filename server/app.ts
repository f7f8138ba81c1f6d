import express, { type Express } from 'express';
import { createApi } from './http/api.ts';
import { clientPages } from './http/client-pages.ts';
import { connectRoutes } from './http/connect.ts';
import { healthRoutes } from './http/health.ts';
import { ownAddress } from './http/own-address.ts';
import { publicLinks } from './http/public/links.ts';
import { problemHandler } from './http/problems.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Sentences } from './http/sentences.ts';
import { isHttps, sessions } from './http/session.ts';
import { webhookRoutes } from './http/webhooks/receive.ts';
import type { LiveFeed } from './live.ts';
import type { Context } from './services/context.ts';

export interface AppOptions {
  live: LiveFeed;
  /** The built client. */
  clientDir: string;
  /** Words of the integrations for the codes of their errors. */
  sentences?: Sentences[];
}

/** Everything that answers over HTTP, in the order in which it is asked. */
export function createApp(ctx: Context, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // The server itself speaks plain http, so a public https address means exactly one proxy in front; its word on the scheme counts.
  if (isHttps(ctx)) app.set('trust proxy', 1);
  app.use(requestId, ...securityHeaders());
  app.use(healthRoutes(ctx));
  app.use('/webhooks', webhookRoutes(ctx));
  app.use(publicLinks(ctx));
  app.use(ownAddress(ctx));
  const withSession = sessions(ctx);
  app.use('/connect', withSession, connectRoutes(ctx));
  app.use('/api/v1', withSession, createApi(ctx, options.live).router);
  app.use(clientPages(options.clientDir));
  app.use(problemHandler(ctx.log, options.sentences ?? []));
  return app;
}
