export interface Vendor {
  /** Its folder below `integrations/` and `sandbox/`. */
  folder: string;
  words: RegExp;
}

/** Files that name an outside system although they are neither its adapter, its sandbox, a test nor a page about it. */
export function filesNaming(
  { folder, words }: Vendor,
  sources: readonly { file: string; text: string }[],
): string[] {
  const own = new RegExp(`^(test|docs|bench|scripts)/|^(integrations|sandbox)/${folder}/`);
  return sources
    .filter(({ file, text }) => !own.test(file) && words.test(withoutComments(text)))
    .map(({ file }) => file);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
