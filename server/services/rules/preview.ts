import type { z } from 'zod';
import type { PreviewExcluded, PreviewMessage, RulePreview } from '../../../domain/api/rules.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { findingsOf, lintRules } from '../../../domain/rules/lint.ts';
import type { PreviewedInvoice } from '../../../domain/rules/plan.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Language, RuleSettings } from '../../../domain/rules/rule.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { everyOpenCandidate, listTermIds, type Candidate } from '../../db/planning.ts';
import { listPreparedRules, listRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { readLintFacts } from './lint-facts.ts';
import { SendDays } from './send-days.ts';
import { previewOf, RuleTally } from './tally.ts';

const SHOWN = 200;
const DRAFT_ID = '00000000-0000-4000-8000-000000000000';

type Preview = z.infer<typeof RulePreview>;
type Listed = Omit<Preview, 'days' | 'findings' | 'memo'>;

/**
 * What a draft would send, and for every other open invoice why not: the same function as the real send, as if rule and master switch
 * were on. Nothing is stored.
 */
export function previewRule(
  ctx: Context,
  member: Member,
  draft: { ruleId: string | null; settings: RuleSettings },
): Promise<Preview> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const known = await listTermIds(tx, member.organisationId);
    const settings = { ...draft.settings, terms: { ...draft.settings.terms, known } };
    const rule = prepareRule({
      id: draft.ruleId ?? DRAFT_ID,
      version: 0,
      enabled: true,
      createdAt: await createdAtOf(tx, member, draft.ruleId, ctx.now()),
      settings,
    });
    const { preview, readers } = await tally(tx, today, rule);
    return { ...preview, ...(await lintDraft(tx, today, rule, readers)) };
  });
}

/** A draft that replaces a rule is as old as that one; a new one would begin now. */
async function createdAtOf(
  tx: Tx,
  { organisationId }: Member,
  ruleId: string | null,
  now: Date,
): Promise<Date> {
  const rules = ruleId === null ? [] : await listRules(tx, organisationId);
  return rules.find(({ id }) => id === ruleId)?.createdAt ?? now;
}

async function tally(tx: Tx, today: OrganisationToday, rule: PreparedRule) {
  const preview = emptyPreview(today);
  const whole = new RuleTally();
  const days = new SendDays();
  for await (const candidate of everyOpenCandidate(tx, today)) {
    const seen = previewOf(today, rule, candidate);
    count(preview, candidate, today, seen);
    if (seen.group === 'excluded') continue;
    whole.add(candidate, seen, today);
    days.add(candidate, seen.onDate);
  }
  preview.matches = { customers: whole.customers, invoices: whole.invoices };
  preview.later = preview.later.sort((a, b) => (a.onDate < b.onDate ? -1 : 1));
  return { preview: { ...preview, days: days.next() }, readers: whole.readers };
}

/** The linter on the draft, in the place of the rule that it replaces; a new one stands last. */
async function lintDraft(
  tx: Tx,
  today: OrganisationToday,
  draft: PreparedRule,
  readers: Record<Language, number>,
): Promise<Pick<Preview, 'findings' | 'memo'>> {
  const saved = await listPreparedRules(tx, today.record.id as OrganisationId);
  const rules = saved.some(({ id }) => id === draft.id)
    ? saved.map((rule) => (rule.id === draft.id ? draft : rule))
    : [...saved, draft];
  const facts = await readLintFacts(tx, today, rules, new Map([[draft.id, readers]]));
  const findings = findingsOf(lintRules(rules, facts), draft.id);
  return { findings, memo: facts.memos.get(draft.id) ?? null };
}

function emptyPreview(today: OrganisationToday): Listed {
  return {
    todayOn: today.facts.todayOn,
    matches: { customers: 0, invoices: 0 },
    dueNow: [],
    later: [],
    excluded: [],
    totals: { dueNow: 0, later: 0, excluded: 0 },
  };
}

function count(
  preview: Listed,
  candidate: Candidate,
  today: OrganisationToday,
  seen: PreviewedInvoice,
): void {
  preview.totals[seen.group] += 1;
  if (seen.group === 'excluded') {
    if (preview.excluded.length < SHOWN)
      preview.excluded.push({ ...named(candidate), kind: seen.kind, gate: seen.gate });
    return;
  }
  const list = preview[seen.group];
  if (list.length < SHOWN) list.push(toMessage(candidate, today, seen));
}

function named({
  invoice,
  customer,
}: Candidate): Pick<PreviewExcluded, 'invoiceId' | 'invoiceNumber' | 'customerName' | 'open'> {
  return {
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    customerName: customer?.fullName ?? null,
    open: { minor: invoice.openMinor, currency: invoice.currency },
  };
}

function toMessage(
  candidate: Candidate,
  today: OrganisationToday,
  { step, onDate, recipients }: Exclude<PreviewedInvoice, { group: 'excluded' }>,
): PreviewMessage {
  const language =
    step.language === 'customer'
      ? (candidate.customer?.language ?? today.facts.language)
      : step.language;
  return {
    ...named(candidate),
    onDate,
    days: step.days,
    templateId: step.templateId,
    language,
    recipients,
  };
}
