/** Single addresses out of what was typed or pasted; the same one twice, in whatever case, is kept once. */
export function splitAddresses(texts: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const address of texts.flatMap((text) => text.split(/[,;\s]+/))) {
    const key = address.toLowerCase();
    if (address !== '' && !known.has(key)) known.set(key, address);
  }
  return [...known.values()];
}
