import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import ts from 'typescript';
import { adapterFiles } from '../../../scripts/new-adapter/adapter-files.ts';

const root = process.cwd();
const inRoot = (file: string) => path.join(root, file);

/** What the compiler says of texts that lie at these paths in its eyes only: nothing is written, so nothing can stay behind. */
function complaintsAbout(texts: Map<string, string>): string[] {
  const { config } = ts.readConfigFile(inRoot('tsconfig.json'), (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const { incremental, tsBuildInfoFile, ...alone } = parsed.options;
  const host = ts.createCompilerHost(alone);
  const { fileExists, readFile, directoryExists } = host;
  const folders = new Set([...texts.keys()].map((file) => path.dirname(file)));
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.directoryExists = (folder) => folders.has(folder) || directoryExists?.(folder) === true;
  const program = ts.createProgram([...texts.keys()], alone, host);
  return [...texts.keys()]
    .flatMap((file) => {
      const source = program.getSourceFile(file);
      return [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
    })
    .map(
      ({ file, messageText }) =>
        `${path.relative(root, file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** The sources of a skeleton, by path. */
function laidOut(key: string, edit: (text: string) => string): [string, string][] {
  return Object.entries(adapterFiles({ key, name: 'Sage Accounting' }))
    .filter(([file]) => file.endsWith('.ts'))
    .map(([file, text]) => [inRoot(file), edit(text)]);
}

describe('the skeleton of another accounting system', () => {
  it('is one that the contract takes as it is now, and one without a call of the contract is not', () => {
    const whole = laidOut('sage', (text) => text);
    const lacking = laidOut('lacking', (text) => text.replace('readPdf: notWritten,', ''));
    expect(complaintsAbout(new Map([...whole, ...lacking]))).toEqual([
      expect.stringMatching(/^integrations\/lacking\/index\.ts: Property 'readPdf' is missing/),
    ]);
  });
});
