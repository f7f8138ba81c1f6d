import { randomUUID } from 'node:crypto';
import { OutcomeUnknown, Refused, TryLater } from '../../../domain/errors.ts';
import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { Books, Grant, Identity } from '../../../integrations/books.ts';
import {
  consentAttemptFate,
  findPerson,
  findRole,
  savePerson,
  useConsentAttempt,
  type ConsentAttempt,
  type Person,
} from '../../db/people.ts';
import { asPerson } from '../../db/transaction.ts';
import { hashOf } from '../../secrets.ts';
import { connectCompany, type Connected } from '../connections/connect.ts';
import { keepChoice } from '../connections/consent-choice.ts';
import { pickCompany } from '../connections/pick-company.ts';
import type { Context } from '../context.ts';
import { noteSignIn } from './note-sign-in.ts';
import { getSystem } from './start-consent.ts';

/** Each has its own text on the page for problems with connecting (ux 4.1, A2). */
export type ConsentProblem =
  | 'state-wrong'
  | 'expired'
  | 'consent-refused'
  | 'code-used'
  | 'email-unverified'
  | 'company-taken'
  | 'wrong-company'
  | 'no-company'
  | 'provider-down'
  | 'failed';

export type Arrival =
  | { kind: 'arrived'; personId: PersonId; organisationId: OrganisationId | null; reading: boolean }
  /** Several companies were granted; the person says on a page which are meant. */
  | { kind: 'choose'; personId: PersonId; choiceId: string }
  | { kind: 'problem'; code: ConsentProblem }
  /** The same callback a second time: a double click or a prefetch. */
  | { kind: 'again' };

export interface ConsentReturn {
  provider: string;
  query: URLSearchParams;
  browser: string | null;
  /** Of the session in which the browser comes back. */
  signedInId: PersonId | null;
  language: Language;
}

const problem = (code: ConsentProblem): Arrival => ({ kind: 'problem', code });

/** The way back from the consent page: who is it, and whose books were granted. Expected endings are values. */
export async function finishConsent(ctx: Context, back: ConsentReturn): Promise<Arrival> {
  const books = getSystem(ctx, back.provider);
  const attempt = await useUpState(ctx, books, back);
  if ('kind' in attempt) return attempt;
  if (back.query.has('error')) return problem(refusalOf(back.query));
  const grant = await exchange(ctx, books, attempt, back.query);
  if ('kind' in grant) return grant;
  if (!grant.identity.emailVerified) return problem('email-unverified');
  const person = await personOf(ctx, books, grant.identity, back.language);
  const signedIn = back.signedInId && (await findPerson(ctx.store.db, back.signedInId));
  const visitor = signedIn && signedIn.id !== person.id ? signedIn : null;
  const adder = visitor?.id === attempt.adderId ? visitor : null;
  if (!adder) await noteSignIn(ctx, person);
  return attempt.intent === 'connect'
    ? connect(ctx, { books, attempt, grant, person, adder, visitor })
    : arriveAt(ctx, person, attempt.reconnectId);
}

/** At the organisation that the trip was about, if the person belongs to it. */
async function arriveAt(ctx: Context, person: Person, id: string | null): Promise<Arrival> {
  const personId = person.id as PersonId;
  const isMember = id !== null && (await belongsTo(ctx, person, id as OrganisationId));
  const organisationId = isMember ? (id as OrganisationId) : null;
  return { kind: 'arrived', personId, organisationId, reading: false };
}

async function belongsTo(ctx: Context, { id }: Person, to: OrganisationId): Promise<boolean> {
  const personId = id as PersonId;
  return Boolean(await asPerson(ctx.store, personId, (tx) => findRole(tx, to, personId)));
}

async function useUpState(
  ctx: Context,
  books: Books,
  { query, browser }: ConsentReturn,
): Promise<ConsentAttempt | Arrival> {
  const state = query.get('state');
  if (!state || !browser) return problem('state-wrong');
  const key = {
    stateHash: hashOf(state),
    provider: books.key,
    browserHash: hashOf(browser),
    now: ctx.now(),
  };
  const attempt = await useConsentAttempt(ctx.store.db, key);
  if (attempt) return attempt;
  const fate = await consentAttemptFate(ctx.store.db, key);
  if (fate === 'used') return { kind: 'again' };
  return problem(fate === 'expired' ? 'expired' : 'state-wrong');
}

const refusalOf = (query: URLSearchParams): ConsentProblem =>
  query.get('error') === 'access_denied' ? 'consent-refused' : 'failed';

async function exchange(
  ctx: Context,
  books: Books,
  attempt: ConsentAttempt,
  query: URLSearchParams,
): Promise<Grant | Arrival> {
  try {
    return await books.consent.exchange({ query, nonce: attempt.nonce });
  } catch (error) {
    // The address of the callback holds the code, so nothing of it may reach the log.
    ctx.log.warn(
      { err: error, provider: books.key, code: 'consent.exchange' },
      'consent not completed',
    );
    if (error instanceof Refused) return problem('code-used');
    if (error instanceof TryLater || error instanceof OutcomeUnknown)
      return problem('provider-down');
    return problem('failed');
  }
}

function personOf(
  ctx: Context,
  books: Books,
  { subject, email, name }: Identity,
  language: Language,
): Promise<Person> {
  return savePerson(ctx.store.db, {
    id: randomUUID(),
    provider: books.key,
    subject,
    email,
    name: name.trim() || email,
    language,
    seenAt: ctx.now(),
  });
}

interface Consented {
  books: Books;
  attempt: ConsentAttempt;
  grant: Grant;
  /** The one who consented. */
  person: Person;
  /** Somebody else whose session this is; as `adder` they asked that the books come to theirs. */
  visitor: Person | null;
  adder: Person | null;
}

async function connect(ctx: Context, consented: Consented): Promise<Arrival> {
  const { books, attempt, grant, person, adder } = consented;
  const { access } = grant;
  const reconnectId = attempt.reconnectId as OrganisationId | null;
  if (!access) return problem('no-company');
  if (reconnectId === null && access.companies.length > 1) {
    const chooser = adder ?? person;
    const choiceId = await keepChoice(ctx, { books, chooser, consenter: person, access });
    return { kind: 'choose', personId: chooser.id as PersonId, choiceId };
  }
  const company =
    reconnectId === null
      ? access.companies[0]
      : await pickCompany(ctx, books, access.companies, reconnectId);
  if (!company) return problem('no-company');
  const connecting = { books, person, adder, access, ...company, reconnectId };
  const outcome = await connectCompany(ctx, connecting);
  if (outcome.kind === 'refused') return problem(outcome.code);
  return arrive(ctx, consented, outcome);
}

/** A session goes on in which the organisation can be entered; else that of the one who consented begins. */
async function arrive(
  ctx: Context,
  { person, visitor }: Consented,
  { organisationId, reading }: Extract<Connected, { kind: 'connected' }>,
): Promise<Arrival> {
  const stays = visitor && (await belongsTo(ctx, visitor, organisationId));
  const personId = (stays ? visitor : person).id as PersonId;
  return { kind: 'arrived', personId, organisationId, reading };
}
