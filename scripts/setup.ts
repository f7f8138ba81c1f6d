import process from 'node:process';

/**
 * `npm run setup`: prepares a clone so that `npm run dev` starts at once: secret, database, tables, client. Safe to repeat; `npm start`
 * does the same by itself.
 */
const NEEDED = [20, 19] as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `Dunlin needs Node.js ${NEEDED.join('.')} or newer; this is ${process.versions.node}. Install a newer one and run this again.\n`,
  );
  process.exit(1);
}

// An older Node.js would stumble over the code itself, so it is loaded only now.
const { ConfigError } = await import('../server/config.ts');
const { prepare } = await import('./support/prepare.ts');
try {
  await prepare(say);
  say('\nReady. Start with: npm start');
} catch (error) {
  const known = error instanceof ConfigError;
  process.stderr.write(
    `The set-up stopped.\n${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
