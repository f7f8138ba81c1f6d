import { findToken, type TokenPlace } from '../rules/token.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { answersOf } from './answer.ts';
import type { Gate, Seen } from './gate.ts';

const { pass, skip, hold } = answersOf('memo');

/** Where BJ-10 looks: the message on the invoice, then the one on the statement. Either is enough. */
const fields = ['memoOnInvoice', 'memoOnStatement'] as const;
type Found = TokenPlace & { field: (typeof fields)[number] };

/** BJ-10: `include` sends only when the token is there, `ignore` only when it is not. Evaluated at the time of sending (E52). */
export const memo: Gate = ({ rule, invoice }) => {
  const { mode } = rule.settings.memo;
  if (mode === 'off') return pass('off');
  const token = rule.settings.memo.token.trim();
  // An empty token is found in every text: it would include all, or ignore all.
  if (rule.token === '') return hold('invalid-rule', { mode, token });
  const found = findIn(invoice, rule.token);
  const saw = { mode, token, ...describe(found) };
  switch (mode) {
    case 'include':
      return found ? pass('found', saw) : skip('token-missing', saw);
    case 'ignore':
      return found ? skip('token-present', saw) : pass('not-found', saw);
    default:
      return hold('unreadable', saw);
  }
};

function findIn(invoice: Invoice, foldedToken: string): Found | null {
  for (const field of fields) {
    const place = findToken(invoice[field], foldedToken);
    if (place) return { field, ...place };
  }
  return null;
}

function describe(found: Found | null): Seen {
  if (!found) return { searched: [...fields] };
  return { field: found.field, position: found.position, excerpt: found.excerpt };
}
