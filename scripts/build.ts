import { buildClient } from './support/client-build.ts';

/** `npm run build [-- --force]`: builds the client into `dist/client`, when it is missing or older than its sources. */
const start = performance.now();
const always = process.argv.includes('--force');
const isBuilt = await buildClient(process.cwd(), { always });
const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(
  isBuilt ? `The client is built (${seconds} s).\n` : 'The client is built already.\n',
);
