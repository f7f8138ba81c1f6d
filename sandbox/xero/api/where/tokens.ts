import { faults } from '../faults.ts';

export interface Token {
  kind: 'word' | 'text' | 'number' | 'mark';
  text: string;
}

const PATTERNS: [Token['kind'], RegExp][] = [
  ['text', /"((?:[^"\\]|\\.)*)"/y],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['word', /[A-Za-z_]\w*/y],
  ['mark', /==|!=|<>|>=|<=|&&|\|\||[=<>().,!]/y],
];

/** Splits a filter; what cannot be read is a QueryParseException. */
export function tokenize(where: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < where.length) {
    const rest = where.slice(position);
    const blank = /^\s+/.exec(rest)?.[0].length ?? 0;
    position += blank;
    if (position >= where.length) break;
    const token = readToken(where, position);
    if (!token) throw faults.query(`Invalid character at position ${position}`);
    tokens.push(token.token);
    position = token.end;
  }
  return tokens;
}

function readToken(where: string, position: number): { token: Token; end: number } | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const found = pattern.exec(where);
    if (!found) continue;
    const text = kind === 'text' ? (found[1] ?? '').replace(/\\(.)/g, '$1') : found[0];
    return { token: { kind, text }, end: pattern.lastIndex };
  }
  return null;
}
