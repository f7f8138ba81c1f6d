import type { StoredMessage } from './message.ts';

export interface Search {
  /** Every word must occur in an address, the subject or an `X-` header; case does not matter. */
  q?: string | undefined;
  /** Only mails received after this one. */
  after?: string | undefined;
  /** Only mails received before this one; the id of the last row asks for the next page. */
  before?: string | undefined;
  limit?: number | undefined;
}

export interface Page {
  messages: StoredMessage[];
  total: number;
  /** Give it as `before` to get the next page; null on the last one. */
  next: string | null;
}

/** Newest first. `total` counts all matches of `q`, on every page. */
export function searchMessages(all: readonly StoredMessage[], search: Search): Page {
  const limit = Math.min(Math.max(search.limit ?? 50, 1), 1000);
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const matches = all.filter((message) => words.every((word) => haystack(message).includes(word)));
  const found = matches
    .filter((message) => isInside(Number(message.id), search))
    .sort((a, b) => Number(b.id) - Number(a.id));
  const messages = found.slice(0, limit);
  const last = messages.at(-1);
  return {
    messages,
    total: matches.length,
    next: found.length > limit && last ? last.id : null,
  };
}

function isInside(id: number, { after, before }: Search): boolean {
  return (
    (after === undefined || id > Number(after)) && (before === undefined || id < Number(before))
  );
}

function haystack(message: StoredMessage): string {
  const { from, to, cc, subject, envelope, headers } = message;
  const texts = [from, ...to, ...cc, ...envelope.to, subject];
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-'));
  return [...texts, ...own.map(([, value]) => value)].join(' ').toLowerCase();
}
