import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { filesBelow } from './check/files.ts';
import { provide } from './test-run/needs.ts';
import { choose, isInSuite, type Chosen } from './test-run/suites.ts';

/**
 * Runs the tests: all suites, or those named (`flows`, `db`, `redis`, `browser`); other arguments go to Jest. A suite whose server or
 * browser is not on this machine is left out, and says so; with CI set that is a failure.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const chosen = choose(process.argv.slice(2));
const isNamed = process.argv.length > 2;
let failed = false;
for (const part of chosen.suites) failed = !(await runSuite(part, chosen.rest)) || failed;
process.exitCode = failed ? 1 : 0;

async function runSuite(
  { suite, only }: Chosen['suites'][number],
  rest: string[],
): Promise<boolean> {
  const files = filesBelow(process.cwd(), 'test')
    .filter((file) => file.endsWith('.test.ts') && isInSuite(suite, file))
    .filter((file) => only?.test(file) ?? true);
  if (files.length === 0) {
    say(`\nThere are no tests in the suite ${suite.name}.`);
    return !isNamed;
  }
  const provided = await provide(suite.needs);
  if (!provided) {
    say(`\nLEFT OUT: the suite ${suite.name} (${files.length} files). To run it, ${suite.howTo}`);
    return !process.env['CI'];
  }
  say(`\nSuite ${suite.name}`);
  try {
    // With a path or an option of Jest's own, Jest chooses among the files itself.
    return await runJest(rest.length > 0 ? rest : ['--runTestsByPath', ...files], provided.env);
  } finally {
    await provided.close();
  }
}

function runJest(args: string[], env: Record<string, string>): Promise<boolean> {
  // Only the Redis suite may see a Redis: everything else shows what works with PostgreSQL alone.
  const { REDIS_URL: _unused, ...own } = process.env;
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = spawn(
    process.execPath,
    [...node, fileURLToPath(import.meta.resolve('jest/bin/jest')), '--maxWorkers=2', ...args],
    { stdio: 'inherit', env: { ...own, ...env } },
  );
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code === 0)));
}
