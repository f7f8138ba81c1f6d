import { type GateName, type GateResult, isPause, type Verdict, waitsForDay } from './gate.ts';
import { formatDay, type Say, sayIn, type Wording, type Wordings } from './say.ts';
import { english } from './sentences-en.ts';
import { french } from './sentences-fr.ts';

/** A gate's result as it was stored or came over the API; the reason may be one that this version no longer gives. */
type ReadGate = Omit<GateResult, 'untilOn'> & { untilOn?: string | undefined };
type ReadVerdict = Pick<Verdict, 'kind' | 'decidedBy' | 'stepOn'> & { gates: ReadGate[] };

/** The gate in words, e.g. "Payment terms". */
export function gateName(gate: GateName, locale: string): string {
  return wordingsIn(locale)[gate].name;
}

/** What the gate found, as a sentence in the language of the locale (`en-CA`, `fr-FR` …). */
export function gateSentence(result: ReadGate, locale: string): string {
  return `${capitalise(clauseOf(result, locale))}.`;
}

/** The one change that would flip the gate, as a sentence; empty when it passed, or when nothing a person does should flip it. */
export function flipSentence(result: ReadGate, locale: string): string {
  if (result.verdict === 'pass') return '';
  return wordingOf(result, locale).flip?.(sayIn(locale, result.saw)) ?? '';
}

/** The answer to "will this invoice be reminded?" in one line: title of the why panel (ux 4.7). */
export function verdictTitle(verdict: ReadVerdict, locale: string): string {
  const titles = titlesIn(locale);
  const decider = verdict.gates.find(({ gate }) => gate === verdict.decidedBy);
  if (!decider) return titles.willBe(formatDay(todayIn(verdict) ?? verdict.stepOn, locale));
  if (decider.reason === 'not-yet') return titles.willBe(formatDay(verdict.stepOn, locale));
  const clause = clauseOf(decider, locale);
  if (isPause(decider.gate) && decider.untilOn)
    return titles.next(formatDay(decider.untilOn, locale), clause);
  if (onlyWaits(decider, verdict)) return titles.next(formatDay(verdict.stepOn, locale), clause);
  return titles.willNotBe(clause);
}

/** Only the calendar is in the way: a step follows later, an old invoice has not begun yet (E21), or a silence ends. */
function onlyWaits(decider: ReadGate, { stepOn, gates }: ReadVerdict): boolean {
  if (stepOn === null) return false;
  if (decider.gate === 'already-sent') return true;
  const ofCalendar: GateName[] = ['step-due', 'already-sent'];
  const isFree = ({ gate, verdict }: ReadGate) =>
    verdict === 'pass' || gate === decider.gate || ofCalendar.includes(gate);
  return waitsForDay(decider) && gates.every(isFree);
}

const englishTitles = {
  willBe: (day: string) => `Will be reminded on ${day}`,
  next: (day: string, clause: string) => `Next reminder on ${day}: ${clause}`,
  willNotBe: (clause: string) => `Will not be reminded: ${clause}`,
};
const frenchTitles: typeof englishTitles = {
  willBe: (day) => `Sera rappelée le ${day}`,
  next: (day, clause) => `Prochain rappel le ${day}\u00a0: ${clause}`,
  willNotBe: (clause) => `Ne sera pas rappelée\u00a0: ${clause}`,
};

function isFrench(locale: string): boolean {
  return locale.toLowerCase().startsWith('fr');
}

function wordingsIn(locale: string): Wordings {
  return isFrench(locale) ? french : english;
}

function titlesIn(locale: string): typeof englishTitles {
  return isFrench(locale) ? frenchTitles : englishTitles;
}

function clauseOf(result: ReadGate, locale: string): string {
  const say: Say = sayIn(locale, result.saw);
  return wordingOf(result, locale).says(say);
}

function wordingOf({ gate, reason }: ReadGate, locale: string): Wording {
  const { name: _name, ...reasons } = wordingsIn(locale)[gate];
  const known: Record<string, Wording> = reasons;
  return (Object.hasOwn(known, reason) ? known[reason] : undefined) ?? reasons.unreadable;
}

/** A message that is due leaves on the day of the verdict, also when its day went by while nothing ran. */
function todayIn({ gates }: ReadVerdict): string | null {
  const today = gates.find(({ gate }) => gate === 'step-due')?.saw.todayOn;
  return typeof today === 'string' ? today : null;
}

function capitalise(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
