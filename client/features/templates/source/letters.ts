const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Text of HTML as a person reads it. Null when it holds a name that we do not know, which must then stay as it is. */
export function decode(html: string): string | null {
  let isKnown = true;
  const words = html.replace(
    /&(#\d{1,6}|#x[\da-f]{1,6}|[a-z][a-z0-9]*);/gi,
    (whole, name: string) => {
      const letter = letterOf(name);
      isKnown &&= letter !== undefined;
      return letter ?? whole;
    },
  );
  return isKnown ? words : null;
}

function letterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : undefined;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code < 0xd800 ? String.fromCodePoint(code) : undefined;
}

export function encode(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function encodeAttribute(value: string): string {
  return encode(value).replaceAll('"', '&quot;');
}
