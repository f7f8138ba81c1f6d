import type { z } from 'zod';
import type { LookupInvoice, LookupRow, RuleLookup } from '../../../domain/api/rules.ts';
import { NotFound } from '../../../domain/errors.ts';
import { noSilence, type CustomerFacts } from '../../../domain/gates/gate.ts';
import { asId, type InvoiceId } from '../../../domain/ids.ts';
import { lookUpRule, nearest, stopOfAll } from '../../../domain/rules/lookup.ts';
import type { PreviewedInvoice } from '../../../domain/rules/plan.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import { findCustomerFacts, openCandidatesOf } from '../../db/customer-candidates.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { previewOf, toFacts } from './tally.ts';

type Lookup = z.infer<typeof RuleLookup>;

const SHOWN = 50;

/**
 * Which rules are processed for one customer, as if the connection and the master switch were on, and why not the others (BJ-22).
 * Throws NotFound for a customer of somebody else.
 */
export function lookUpCustomer(
  ctx: Context,
  member: Member,
  { customer: id }: { customer: string },
): Promise<Lookup> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const customer = await findCustomerFacts(tx, organisationId, id);
    if (!customer) throw new NotFound('customer.unknown', 'no such customer');
    const open = await openCandidatesOf(tx, today, id);
    const probe = open[0] ?? standIn(today, customer);
    const rules = await listPreparedRules(tx, organisationId);
    const rows = rules.map((rule) => toRow(today, rule, { probe, open }));
    return {
      customer: { id, name: customer.fullName },
      openInvoices: open.length,
      stopped: rules[0] ? stopOfAll(toFacts(today, rules[0], probe)) : null,
      rows: [...rows.filter(applies), ...rows.filter((row) => !applies(row))],
      nearest: rows.some(applies) ? null : nearestOf(rows),
    };
  });
}

const applies = (row: LookupRow) => row.applies === 'yes';

function toRow(
  today: OrganisationToday,
  rule: PreparedRule,
  { probe, open }: { probe: Candidate; open: Candidate[] },
): LookupRow {
  const seen = open.map((candidate) => previewOf(today, rule, candidate));
  const { next, ...found } = lookUpRule(toFacts(today, rule, probe), seen);
  const { name, type, condition } = rule.settings;
  return {
    ...found,
    ruleId: rule.id,
    ruleName: name,
    type,
    condition,
    next: next && {
      onDate: next.onDate,
      days: next.step.days,
      stepNumber: rule.steps.findIndex(({ step }) => step.id === next.step.id) + 1,
    },
    invoices:
      found.applies === 'no' && found.gate?.gate !== 'recipient'
        ? []
        : open.slice(0, SHOWN).map((one, index) => toInvoice(one, seen[index])),
  };
}

function toInvoice({ invoice }: Candidate, seen: PreviewedInvoice | undefined): LookupInvoice {
  const about = {
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    open: { minor: invoice.openMinor, currency: invoice.currency },
  };
  if (!seen || seen.group === 'excluded')
    return { ...about, onDate: null, days: null, gate: seen?.gate ?? null };
  return { ...about, onDate: seen.onDate, days: seen.step.days, gate: null };
}

function nearestOf(rows: LookupRow[]): Lookup['nearest'] {
  const gate = nearest(rows.flatMap((row) => row.gate ?? []));
  const row = rows.find((one) => one.gate === gate);
  return gate && row ? { ruleId: row.ruleId, ruleName: row.ruleName, gate } : null;
}

/** An invoice that a customer without open ones might get today, so that the gates which only look at the customer can be asked. */
function standIn(today: OrganisationToday, customer: CustomerFacts): Candidate {
  const { todayOn } = today.facts;
  const noMoment = new Date(0);
  return {
    invoice: {
      id: asId<InvoiceId>('stand-in'),
      booksVersion: 0,
      booksUpdatedAt: noMoment,
      booksCreatedAt: noMoment,
      number: null,
      customerId: customer.id,
      documentOn: todayOn,
      dueOn: todayOn,
      currency: customer.currency ?? today.record.homeCurrency,
      totalMinor: 1,
      openMinor: 1,
      state: 'open',
      termId: customer.termId,
      termsOfCustomer: false,
      expectedOn: null,
      memoOnInvoice: '',
      memoOnStatement: '',
      email: null,
      sentState: 'not-set',
      customFields: {},
    },
    createdOn: todayOn,
    customer,
    parent: null,
    termName: null,
    quarantine: null,
    position: null,
    autopay: { customerOn: false, eligible: false },
    contactedOn: [],
    sendingMark: null,
    silence: noSilence,
    known: [],
    nextContactOn: null,
    nextRuleId: null,
    nextDays: null,
  };
}
