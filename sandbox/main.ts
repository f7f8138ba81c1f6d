import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `sandbox <name> …`: hands over to `sandbox/<name>/cli.ts`, so a new stand-in needs no line here. */
async function main([name = '', ...args]: string[]): Promise<void> {
  const path = fileURLToPath(new URL(`./${name}/cli.ts`, import.meta.url));
  if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(path)) {
    process.stderr.write(
      'usage: sandbox <name> [options], with <name> a folder of sandbox/ such as quickbooks\n',
    );
    process.exitCode = 2;
    return;
  }
  const cli = (await import(pathToFileURL(path).href)) as { run(args: string[]): Promise<void> };
  await cli.run(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
