import type { z } from 'zod';
import type {
  UpcomingChange,
  UpcomingCompareRequest,
  UpcomingComparison,
  UpcomingWhatIfRequest,
} from '../../../domain/api/upcoming.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import type { Forecast, ForecastPart } from '../../../domain/rules/forecast-customer.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import { listTermIds, type Candidate } from '../../db/planning.ts';
import { inOrganisationSnapshot, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { openStage, playStage, type Stage } from './play.ts';

const SHOWN = 200;
const DRAFT_ID = '00000000-0000-4000-8000-000000000000';

type Comparison = z.input<typeof UpcomingComparison>;

/** What a draft of a rule would add, drop and move against the rules as they are, with everything on (product.md 4, idea 22). */
export function compareDraft(
  ctx: Context,
  member: Member,
  draft: z.output<typeof UpcomingCompareRequest>,
): Promise<Comparison> {
  return inOrganisationSnapshot(ctx.store, member.organisationId, async (tx) => {
    const { days } = draft;
    const stage = await openStage(ctx, tx, member, { days, reminders: 'on' });
    const drafted = await rulesWith(tx, member, stage.rules, draft, ctx.now());
    return compare(ctx, tx, stage, [{}, { rules: drafted }]);
  });
}

/** What would not leave if these invoices were paid on that day, and what would leave instead. */
export function whatIfPaid(
  ctx: Context,
  member: Member,
  { paid, paidOn, days, reminders }: z.output<typeof UpcomingWhatIfRequest>,
): Promise<Comparison> {
  return inOrganisationSnapshot(ctx.store, member.organisationId, async (tx) => {
    const stage = await openStage(ctx, tx, member, { days, reminders });
    const on = paidOn ?? stage.today.facts.todayOn;
    return compare(ctx, tx, stage, [{}, { paidOn: new Map(paid.map((id) => [id, on])) }]);
  });
}

/** The rules with the draft in the place of the one it replaces; a new one comes last. */
async function rulesWith(
  tx: Tx,
  { organisationId }: Member,
  rules: PreparedRule[],
  { ruleId, settings }: z.output<typeof UpcomingCompareRequest>,
  now: Date,
): Promise<PreparedRule[]> {
  const known = await listTermIds(tx, organisationId);
  const live = rules.find(({ id }) => id === ruleId);
  const drafted = prepareRule({
    id: live?.id ?? DRAFT_ID,
    version: live?.version ?? 0,
    enabled: true,
    createdAt: live?.createdAt ?? now,
    settings: { ...settings, terms: { ...settings.terms, known } },
  });
  return live ? rules.map((rule) => (rule === live ? drafted : rule)) : [...rules, drafted];
}

async function compare(
  ctx: Context,
  tx: Tx,
  stage: Stage,
  assumed: NonNullable<Parameters<typeof playStage>[3]['assumed']>,
): Promise<Comparison> {
  const tally = new Tally();
  const coverage = await playStage(ctx, tx, stage, { assumed }, ([before, after]) => {
    if (before && after) tally.add(before, after);
  });
  const { todayOn } = stage.today.facts;
  return { todayOn, untilOn: stage.untilOn, ...tally.read(), coverage };
}

interface Place {
  on: LocalDate;
  part: ForecastPart<Candidate>;
}

class Tally {
  readonly #before = { messages: 0, invoices: 0 };
  readonly #after = { messages: 0, invoices: 0 };
  readonly #totals = { added: 0, gone: 0, moved: 0, same: 0 };
  readonly #rows: UpcomingChange[] = [];

  add(before: Forecast<Candidate>, after: Forecast<Candidate>): void {
    const [was, is] = [placesOf(before), placesOf(after)];
    this.#before.messages += before.messages.length;
    this.#after.messages += after.messages.length;
    this.#before.invoices += was.size;
    this.#after.invoices += is.size;
    for (const [key, place] of was) this.#note(place, is.get(key));
    for (const [key, place] of is) if (!was.has(key)) this.#note(undefined, place);
  }

  read() {
    const rows = this.#rows.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)).slice(0, SHOWN);
    return { before: this.#before, after: this.#after, totals: this.#totals, rows };
  }

  #note(was: Place | undefined, is: Place | undefined): void {
    const kind = kindOf(was, is);
    this.#totals[kind] += 1;
    const part = (is ?? was)?.part;
    if (kind === 'same' || !part) return;
    this.#rows.push(toChange(kind, part, { before: was?.on ?? null, after: is?.on ?? null }));
    if (this.#rows.length > 4 * SHOWN) {
      this.#rows.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
      this.#rows.length = SHOWN;
    }
  }
}

const dayOf = ({ before, after, invoiceId }: UpcomingChange): string =>
  `${after ?? before ?? ''} ${invoiceId}`;

function kindOf(was: Place | undefined, is: Place | undefined) {
  if (!was) return 'added';
  if (!is) return 'gone';
  return was.on === is.on ? 'same' : 'moved';
}

/** Parts of messages by what they are about; their order in one day does not count. */
function placesOf({ messages }: Forecast<Candidate>): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { onDate, parts } of messages)
    for (const part of parts) {
      const { candidate, rule, step, occurrenceOn } = part;
      const key = JSON.stringify([candidate.invoice.id, rule.id, step.id, occurrenceOn]);
      places.set(key, { on: onDate, part });
    }
  return places;
}

function toChange(
  kind: UpcomingChange['kind'],
  { candidate: { invoice, customer }, rule, step }: ForecastPart<Candidate>,
  days: Pick<UpcomingChange, 'before' | 'after'>,
): UpcomingChange {
  return {
    kind,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    customerName: customer?.fullName ?? null,
    open: { minor: invoice.openMinor, currency: invoice.currency },
    ruleName: rule.settings.name,
    days: step.days,
    ...days,
  };
}
