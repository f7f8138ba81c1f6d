import type { RuleSettings, Step } from './rule.ts';

/** Everything a user sets on a rule, in the order of the editor. `steps` and lists are told apart below. */
export const differenceFields = [
  'enabled',
  'type',
  'condition',
  'name',
  'steps.added',
  'steps.removed',
  'step.days',
  'step.afterMinutes',
  'step.hour',
  'step.template',
  'step.language',
  'customers.mode',
  'customers.ids',
  'customers.includeChildren',
  'memo.mode',
  'memo.token',
  'createdBefore.on',
  'createdBefore.field',
  'terms.off',
  'terms.noTerms',
  'terms.newTerms',
  'autopay',
  'minimum',
  'currencies',
  'languages',
  'email.attachPdf',
  'email.attachMarkedFiles',
  'email.missingPdf',
  'email.cc',
  'email.bcc',
  'bundle',
  'weekend',
  'missed.mode',
  'missed.maxDays',
  'afterLast',
] as const;
export type DifferenceField = (typeof differenceFields)[number];

export type DifferenceValue = string | number | boolean | null | string[];

/** One field of a rule that differs. Of a list `before` holds what went and `after` what came, not the whole lists. */
export interface Difference {
  field: DifferenceField;
  /** Which step a `step.…` field is about: its number of days afterwards. Null for all other fields. */
  stepDays: number | null;
  before: DifferenceValue;
  after: DifferenceValue;
}

export interface RuleState {
  enabled: boolean;
  settings: RuleSettings;
}

/** What changed between two versions of a rule, field by field (product.md 4, idea 22; ux 6.3). Terms that became known are no change. */
export function differencesOf(before: RuleState, after: RuleState): Difference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const found: Difference[] = [...stepDifferences(before.settings.steps, after.settings.steps)];
  for (const field of Object.keys(old) as (keyof typeof old)[]) {
    const difference = compare(field, old[field], now[field]);
    if (difference) found.push(difference);
  }
  const place = (one: Difference) => differenceFields.indexOf(one.field);
  return found.sort((a, b) => place(a) - place(b) || (a.stepDays ?? 0) - (b.stepDays ?? 0));
}

function fieldsOf({ enabled, settings }: RuleState) {
  const { customers, memo, createdBefore, terms, email, missed } = settings;
  return {
    enabled,
    type: settings.type,
    condition: settings.type === 'due' ? settings.condition : null,
    name: settings.name,
    'customers.mode': customers.mode,
    'customers.ids': customers.customerIds,
    'customers.includeChildren': customers.includeChildren,
    'memo.mode': memo.mode,
    'memo.token': memo.token,
    'createdBefore.on': createdBefore.on,
    'createdBefore.field': createdBefore.field,
    'terms.off': terms.off,
    'terms.noTerms': terms.noTerms,
    'terms.newTerms': terms.newTerms,
    autopay: settings.autopay,
    minimum: Object.entries(settings.minimum).map(([currency, minor]) => `${currency} ${minor}`),
    currencies: settings.currencies,
    languages: settings.languages,
    'email.attachPdf': email.attachPdf,
    'email.attachMarkedFiles': email.attachMarkedFiles,
    'email.missingPdf': email.missingPdf,
    'email.cc': email.cc,
    'email.bcc': email.bcc,
    bundle: settings.bundle,
    weekend: settings.weekend,
    'missed.mode': missed.mode,
    'missed.maxDays': missed.maxDays,
    afterLast: settings.afterLast,
  } satisfies Partial<Record<DifferenceField, DifferenceValue>>;
}

function compare(
  field: DifferenceField,
  before: DifferenceValue,
  after: DifferenceValue,
): Difference | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    const went = before.filter((one) => !after.includes(one));
    const came = after.filter((one) => !before.includes(one));
    return went.length + came.length === 0
      ? null
      : { field, stepDays: null, before: went, after: came };
  }
  return before === after ? null : { field, stepDays: null, before, after };
}

const stepFields = [
  ['step.days', 'days'],
  ['step.afterMinutes', 'afterMinutes'],
  ['step.hour', 'hour'],
  ['step.template', 'templateId'],
  ['step.language', 'language'],
] as const satisfies [DifferenceField, keyof Step][];

/** A step is the same one while its id is (E46). */
function stepDifferences(before: Step[], after: Step[]): Difference[] {
  const old = new Map(before.map((step) => [step.id, step]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id));
  return [
    ...after.flatMap((step) => compareStep(old.get(step.id), step)),
    ...gone.map(({ days }) => of('steps.removed', days, days, null)),
  ];
}

function compareStep(before: Step | undefined, after: Step): Difference[] {
  if (!before) return [of('steps.added', after.days, null, after.days)];
  return stepFields
    .filter(([, key]) => before[key] !== after[key])
    .map(([field, key]) => of(field, after.days, before[key], after[key]));
}

function of(
  field: DifferenceField,
  stepDays: number,
  before: DifferenceValue,
  after: DifferenceValue,
): Difference {
  return { field, stepDays, before, after };
}
