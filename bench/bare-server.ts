import type { AddressInfo } from 'node:net';
import express from 'express';

/** The least that express can do with a webhook: answer 200. What it takes is the machine's share of our own figure. */
const app = express();
app.disable('x-powered-by');
app.post('/webhooks/:provider', (_request, response) => void response.status(200).end());
const server = app.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on ${(server.address() as AddressInfo).port}\n`),
);
process.once('SIGTERM', () => process.exit(0));
