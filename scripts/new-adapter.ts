import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { adapterFiles, LIST } from './new-adapter/adapter-files.ts';
import { readWish, withLine } from './new-adapter/wish.ts';

/**
 * `npm run new-adapter -- books sage [Sage Accounting]`: lays out an accounting system that is not written yet, in folders of its own, and
 * puts its line into the one list. Nothing that exists is overwritten. What remains to be done is printed.
 */
const root = process.cwd();
const wish = readWish(process.argv.slice(2), (folder) => existsSync(path.join(root, folder)));
if ('complaint' in wish) {
  process.stderr.write(`new-adapter: ${wish.complaint}\n`);
  process.exit(2);
}
for (const [file, text] of Object.entries(adapterFiles(wish))) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  const options = await resolveConfig(path.join(root, file));
  const formatted = await format(text, { ...options, filepath: file });
  writeFileSync(path.join(root, file), formatted, { flag: 'wx' });
  process.stdout.write(`${file}\n`);
}
const list = path.join(root, LIST);
writeFileSync(list, withLine(readFileSync(list, 'utf8'), wish.key));
process.stdout.write(`${LIST} has its line.

Next: write down what the vendor does in integrations/${wish.key}/README.md, build the stand-in in sandbox/${wish.key}, then fill the calls of
integrations/${wish.key}/index.ts. Done means that the contract suite of the books passes for ${wish.name}; add its world there.
`);
