import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays } from '../../../domain/local-date.ts';
import type { LintFacts } from '../../../domain/rules/lint/finding.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import { findToken } from '../../../domain/rules/token.ts';
import { activeAmong, largestOpen, memosSince, type MemoCount } from '../../db/lint-facts.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import { countOpenByTerm, listTerms } from '../../db/term-list.ts';
import type { Tx } from '../../db/transaction.ts';
import { templateChoices } from '../templates/list.ts';

const YEAR_DAYS = 365;

/** What the linter is told about the organisation. `readers` comes from looking at every open invoice, which the caller does anyway. */
export async function readLintFacts(
  tx: Tx,
  today: OrganisationToday,
  rules: readonly PreparedRule[],
  readers: ReadonlyMap<string, Record<Language, number>>,
): Promise<LintFacts> {
  const organisationId = today.record.id as OrganisationId;
  const { todayOn } = today.facts;
  const open = await countOpenByTerm(tx, organisationId);
  const terms = await listTerms(tx, organisationId);
  const listed = rules.flatMap(({ customerIds }) => [...customerIds]);
  return {
    todayOn,
    terms: terms.map(({ id, name }) => ({ id, name, openInvoices: open.get(id) ?? 0 })),
    withoutTerms: open.get(null) ?? 0,
    memos: await countMemos(tx, today, rules),
    templates: new Map(
      (await templateChoices(tx, organisationId)).map((template) => [template.id, template]),
    ),
    readers,
    autopayOn: today.autopay.on,
    largestOpen: await largestOpen(tx, organisationId),
    activeListed: await activeAmong(tx, organisationId, [...new Set(listed)]),
  };
}

/** Of each rule with a memo filter, how many of the last year's invoices hold its token, found just as the gate finds it (BJ-10). */
export async function countMemos(
  tx: Tx,
  today: OrganisationToday,
  rules: readonly PreparedRule[],
): Promise<Map<string, { matches: number; of: number }>> {
  const filtering = rules.filter(({ settings, token }) => settings.memo.mode !== 'off' && token);
  if (filtering.length === 0) return new Map();
  const since = addDays(today.facts.todayOn, -YEAR_DAYS);
  const memos = await memosSince(tx, today.record.id as OrganisationId, since);
  const of = sum(memos);
  return new Map(
    filtering.map(({ id, token }) => [
      id,
      { matches: sum(memos.filter((memo) => holds(memo, token))), of },
    ]),
  );
}

function holds({ onInvoice, onStatement }: MemoCount, token: string): boolean {
  return findToken(onInvoice, token) !== null || findToken(onStatement, token) !== null;
}

function sum(memos: readonly MemoCount[]): number {
  return memos.reduce((count, { invoices }) => count + invoices, 0);
}
