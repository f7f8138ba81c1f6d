import type { z } from 'zod';
import type { PreviewExcluded, PreviewMessage, RulePreview } from '../../../domain/api/rules.ts';
import type { GateFacts } from '../../../domain/gates/gate.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import { previewInvoice, type PreviewedInvoice } from '../../../domain/rules/plan.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { listTermIds, openCandidates, type Candidate } from '../../db/planning.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';

const CHUNK = 5_000;
const SHOWN = 200;
const DRAFT_ID = '00000000-0000-4000-8000-000000000000';

type Preview = z.infer<typeof RulePreview>;

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
    const rule = prepareRule({ id: draft.ruleId ?? DRAFT_ID, version: 0, enabled: true, settings });
    return tally(tx, member.organisationId, today, rule);
  });
}

/** How many open invoices a saved rule would write to, for the list of rules. */
export async function countMatches(
  tx: Tx,
  organisationId: OrganisationId,
  today: OrganisationToday,
  rule: PreparedRule,
): Promise<{ matches: Preview['matches']; nextSendOn: string | null }> {
  const preview = await tally(tx, organisationId, today, rule);
  const nextSendOn =
    [...preview.dueNow, ...preview.later].map((message) => message.onDate).sort()[0] ?? null;
  return { matches: preview.matches, nextSendOn };
}

async function tally(
  tx: Tx,
  organisationId: OrganisationId,
  today: OrganisationToday,
  rule: PreparedRule,
): Promise<Preview> {
  const preview = emptyPreview(today);
  const customers = new Set<string>();
  for await (const candidate of everyOpen(tx, organisationId, today)) {
    const seen = previewInvoice(toFacts(today, rule, candidate));
    count(preview, candidate, today, seen);
    if (seen.group !== 'excluded' && candidate.customer) customers.add(candidate.customer.id);
  }
  preview.matches = {
    customers: customers.size,
    invoices: preview.totals.dueNow + preview.totals.later,
  };
  preview.later = preview.later.sort((a, b) => (a.onDate < b.onDate ? -1 : 1));
  return preview;
}

async function* everyOpen(
  tx: Tx,
  organisationId: OrganisationId,
  today: OrganisationToday,
): AsyncGenerator<Candidate> {
  let after = '';
  for (;;) {
    const chunk = await openCandidates(tx, organisationId, today.record.timeZone, after, CHUNK);
    yield* chunk;
    after = chunk.at(-1)?.invoice.id ?? after;
    if (chunk.length < CHUNK) return;
  }
}

/** The facts of one invoice for one rule; deliveries of any rule of the same condition count as history. */
export function toFacts(
  today: OrganisationToday,
  rule: PreparedRule,
  candidate: Candidate,
): GateFacts {
  const { invoice, createdOn, customer, parent, termName, quarantine, position, silence } =
    candidate;
  const { condition } = rule.settings;
  const sent = candidate.known.flatMap((one) =>
    one.state !== 'refused' && one.condition === condition ? [{ ...one, state: one.state }] : [],
  );
  const about = { invoice, createdOn, customer, parent, termName, quarantine, position, silence };
  return { organisation: today.facts, rule, ...about, sent };
}

function emptyPreview(today: OrganisationToday): Preview {
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
  preview: Preview,
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
