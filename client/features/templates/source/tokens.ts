/** A piece of a template's source. All pieces in order are the source, letter by letter. */
export interface Token {
  /** `kept`: a comment or a part that the template language does not read. */
  kind: 'text' | 'output' | 'tag' | 'open' | 'close' | 'kept';
  source: string;
  /** Name of the HTML element, in lower case; empty for other pieces. */
  name: string;
  /** What stands between the name and the end of an opening tag. */
  attributes: string;
}

const KEPT =
  /\{%-?\s*(comment|raw)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{%-?\s*#[\s\S]*?%\}|<!--[\s\S]*?-->/y;
const OUTPUT = /\{\{[\s\S]*?\}\}/y;
const TAG = /\{%[\s\S]*?%\}/y;
const ELEMENT = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/iy;
/** Up to the next place where one of the others may begin; a lone bracket is text. */
const TEXT = /[\s\S][^<{]*/y;

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const token = tokenAt(source, at);
    const last = tokens.at(-1);
    if (token.kind === 'text' && last?.kind === 'text') last.source += token.source;
    else tokens.push(token);
    at += token.source.length;
  }
  return tokens;
}

function tokenAt(source: string, at: number): Token {
  const plain = (kind: Token['kind'], pattern: RegExp): Token | null => {
    const found = match(pattern, source, at);
    return found && { kind, source: found[0], name: '', attributes: '' };
  };
  return (
    plain('kept', KEPT) ??
    plain('output', OUTPUT) ??
    plain('tag', TAG) ??
    elementAt(source, at) ?? {
      kind: 'text',
      source: match(TEXT, source, at)?.[0] ?? '',
      name: '',
      attributes: '',
    }
  );
}

function elementAt(source: string, at: number): Token | null {
  const found = match(ELEMENT, source, at);
  if (!found) return null;
  const [whole, slash, name = '', attributes = ''] = found;
  return {
    kind: slash === '/' ? 'close' : 'open',
    source: whole,
    name: name.toLowerCase(),
    attributes: attributes.replace(/\/$/, '').trim(),
  };
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
