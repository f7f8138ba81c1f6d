export interface Addresses {
  /** In the order in which they were typed, each once. */
  usable: string[];
  /** What was typed where an address belongs and is none, made safe to show. */
  bad: string[];
}

/** Single addresses up to RFC 5321's limits: no quoted local part, no address without a domain name, letters of any script in the domain. */
const ADDRESS =
  /^(?=.{1,254}$)(?=[^@]{1,64}@)[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u;
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
/** A quoted display name, a bracketed address, a separator, or a word. */
const PIECE = /"[^"]*"|<[^<>]*>|[,;]|[^\s,;<>"]+/g;
const MAX_BAD_SHOWN = 10;

/**
 * The addresses in one field as people type them: separated by commas, semicolons or spaces, with or without display names (E31).
 * Doubles fall out, whatever their case. An entry that holds a line break or another control character is refused whole, because
 * what follows the break could be read as a mail header.
 */
export function parseAddresses(text: string | null): Addresses {
  if (!text) return { usable: [], bad: [] };
  if (isAddress(text)) return { usable: [text], bad: [] };
  const candidates = entriesOf(text).flatMap(candidatesOf);
  const usable = new Map<string, string>();
  const bad = new Set<string>();
  for (const candidate of candidates) {
    const key = candidate.toLowerCase();
    if (!isAddress(candidate)) bad.add(toShown(candidate));
    else if (!usable.has(key)) usable.set(key, candidate);
  }
  return { usable: [...usable.values()], bad: [...bad].slice(0, MAX_BAD_SHOWN) };
}

/** Whether mail can be addressed to exactly this text. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !/^\.|\.\.|\.@/.test(text);
}

/** The pieces between commas and semicolons; those inside quotes and brackets separate nothing. */
function entriesOf(text: string): string[] {
  const entries: string[] = [];
  let start = 0;
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (piece !== ',' && piece !== ';') continue;
    entries.push(text.slice(start, index));
    start = index + 1;
  }
  return [...entries, text.slice(start)];
}

/** What in one entry is meant as an address: what stands in brackets, or every word with an @, or else the entry as it is. */
function candidatesOf(entry: string): string[] {
  if (CONTROL.test(entry)) return [entry];
  const pieces = (entry.match(PIECE) ?? []).filter((piece) => !piece.startsWith('"'));
  const bracketed = pieces.filter((piece) => piece.startsWith('<'));
  if (bracketed.length > 0) return bracketed.map((piece) => piece.slice(1, -1).trim());
  const words = pieces.filter((piece) => piece.includes('@'));
  if (words.length > 0) return words;
  return entry.trim() === '' ? [] : [entry];
}

function toShown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .trim()
    .slice(0, 100);
}
