import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { readAttachment, toMessageDetail, type StoredMessage } from './message.ts';
import { listPage, messagePage, missingPage } from './pages.ts';
import { searchMessages, type Search } from './search.ts';
import type { Store } from './store.ts';
import { style } from './style.ts';

export interface WebParts {
  store: Store;
  clear(): Promise<void>;
  smtpUrl: string;
}

export interface WebSide {
  port: number;
  close(): Promise<void>;
}

export async function startWeb(parts: WebParts, host: string, port: number): Promise<WebSide> {
  const server = createServer(webApp(parts));
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function webApp({ store, clear, smtpUrl }: WebParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': pagePolicy });
    next();
  });
  app.get('/style.css', (_request, response) => response.type('css').send(style));
  app.get('/', (request, response) => {
    const search = searchOf(request);
    const page = searchMessages(store.all(), search);
    const view = { page, q: search.q ?? '', before: search.before, smtpUrl };
    response.type('html').send(listPage(view));
  });
  app.post('/clear', async (request, response) => {
    if (!cameFromHere(request)) return void response.status(403).end();
    await clear();
    response.redirect(303, '/');
  });
  addMessageRoutes(app, store);
  addApi(app, store, clear);
  return app;
}

function addMessageRoutes(app: express.Express, store: Store): void {
  app.get(
    '/messages/:id',
    withMessage(store, missingPage(), async (message, raw, response) => {
      response.type('html').send(messagePage(await toMessageDetail(raw, message)));
    }),
  );
  app.get(
    '/messages/:id/html',
    withMessage(store, missingPage(), async (message, raw, response) => {
      const detail = await toMessageDetail(raw, message);
      response
        .set('Content-Security-Policy', mailPolicy)
        .type('html')
        .send(detail.html ?? '');
    }),
  );
  app.get(
    '/messages/:id/raw',
    withMessage(store, missingPage(), async (_message, raw, response) => {
      response.type('text/plain').send(raw);
    }),
  );
  app.get(
    '/messages/:id/attachments/:index',
    withMessage(store, missingPage(), async (_message, raw, response, request) => {
      const file = await readAttachment(raw, Number(request.params['index']));
      if (!file) return void response.status(404).type('html').send(missingPage());
      response
        .attachment(file.fileName)
        .set('Content-Type', 'application/octet-stream')
        .send(file.content);
    }),
  );
}

function addApi(app: express.Express, store: Store, clear: () => Promise<void>): void {
  app.get('/api/messages', (request, response) => {
    response.json(searchMessages(store.all(), searchOf(request)));
  });
  app.get(
    '/api/messages/:id',
    withMessage(store, { error: 'no such message' }, async (message, raw, response) => {
      response.json(await toMessageDetail(raw, message));
    }),
  );
  app.delete('/api/messages', async (_request, response) => {
    await clear();
    response.status(204).end();
  });
}

type MessageHandler = (
  message: StoredMessage,
  raw: Buffer,
  response: Response,
  request: Request,
) => Promise<void>;

function withMessage(store: Store, missing: string | object, handle: MessageHandler) {
  return async (request: Request, response: Response): Promise<void> => {
    const message = store.find(String(request.params['id']));
    if (!message) return void response.status(404).send(missing);
    await handle(message, await store.raw(message.id), response, request);
  };
}

/** The page itself needs its own style sheet and the frame with the mail, nothing else. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";
/** Foreign mail: inline style and inlined pictures show, everything that would call out is blocked. */
const mailPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

function searchOf(request: Request): Search {
  const text = (name: string): string | undefined => {
    const value = request.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const limit = Number(text('limit') ?? 50);
  return {
    q: text('q'),
    after: text('after'),
    before: text('before'),
    limit: Number.isFinite(limit) ? limit : 50,
  };
}

/** A foreign page must not empty the mailbox by a hidden form. Tools send no such header and may. */
function cameFromHere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
