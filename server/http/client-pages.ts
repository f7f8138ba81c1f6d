import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { NotFound } from '../../domain/errors.ts';
import { nonceOf } from './security-headers.ts';

const PLACEHOLDER = 'CSP_NONCE';
const YEAR_MS = 31_536_000_000;

/** The built client: files as they are, and its one page for every address that is no file, with the answer's nonce in it. */
export function clientPages(clientDir: string): Router {
  const router = Router();
  // Names of files under assets/ contain their hash, so they never change.
  router.use(
    '/assets',
    express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: YEAR_MS }),
  );
  router.use('/assets', nothingHere);
  router.use(express.static(clientDir, { index: false, maxAge: 3_600_000 }));
  router.get('/*path', page(clientDir));
  router.get('/', page(clientDir));
  return router;
}

const nothingHere: RequestHandler = (_request, _response, next) => {
  next(new NotFound('file.unknown', 'no such file'));
};

/** Reads the page each time: a new build counts at once, and the file is small. */
function page(clientDir: string): RequestHandler {
  return async (_request, response) => {
    const html = await readFile(path.join(clientDir, 'index.html'), 'utf8').catch(
      (cause: unknown) => {
        throw new NotFound('client.not-built', 'the client is not built', { cause });
      },
    );
    response
      .setHeader('Cache-Control', 'no-store')
      .type('html')
      .send(html.replaceAll(PLACEHOLDER, nonceOf(response)));
  };
}
