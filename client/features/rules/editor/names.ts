const MOST = 200;

/** Names out of a pasted list: one on each line or after each semicolon or tab; each once, at most 200. */
export function splitNames(text: string): string[] {
  const names = text.split(/[\n\r;\t]+/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))].slice(0, MOST);
}

export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
