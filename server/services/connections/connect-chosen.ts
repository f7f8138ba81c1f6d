import type { z } from 'zod';
import type { ChosenJson } from '../../../domain/api/consent-choice.ts';
import { isChoosable } from '../../../domain/company-state.ts';
import { Invalid, Refused } from '../../../domain/errors.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { GrantedCompany } from '../../../integrations/books.ts';
import {
  dropConsentChoice,
  reopenConsentChoice,
  useConsentChoice,
} from '../../db/consent-choices.ts';
import type { Person } from '../../db/people.ts';
import { asPerson, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { connectCompany } from './connect.ts';
import { openChoice, type OpenChoice } from './consent-choice.ts';
import { booksIndexOf } from './sealed-tokens.ts';
import { connectionsOf, organisationsOfAll, standOf } from './stand-of-company.ts';

type Chosen = z.input<typeof ChosenJson>;

/**
 * Connects the companies that the person chose, each to an organisation of its own. What changed hands meanwhile is told and left out; when
 * nothing is left, the choice can be made again. Throws Refused for a choice that was made.
 */
export async function connectChosen(
  ctx: Context,
  person: Person,
  { id, companyIds }: { id: string; companyIds: string[] },
): Promise<Chosen> {
  const choice = await openChoice(ctx, person, id);
  const wanted = choice.access.companies.filter(({ booksId }) =>
    companyIds.includes(booksIndexOf(ctx.secrets, choice.books.key, booksId)),
  );
  if (wanted.length === 0) throw new Invalid('choice.empty', 'none of these companies');
  const asChooser = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asPerson(ctx.store, person.id as PersonId, work);
  if (!(await asChooser((tx) => useConsentChoice(tx, id, ctx.now()))))
    throw new Refused('choice.made', 'another answer was faster');
  const chosen: Chosen = { organisations: [], refused: [] };
  try {
    for (const company of wanted) await connectOne(ctx, choice, company, chosen);
  } finally {
    // Tokens that are in use must never be stored a second time: they may have been renewed since.
    const isOver = chosen.organisations.length > 0;
    await asChooser((tx) => (isOver ? dropConsentChoice : reopenConsentChoice)(tx, id));
  }
  return chosen;
}

async function connectOne(
  ctx: Context,
  { books, chooser, consenter, access }: OpenChoice,
  { booksId, name }: GrantedCompany,
  chosen: Chosen,
): Promise<void> {
  const own = await organisationsOfAll(ctx, [chooser, consenter]);
  const { state } = standOf(await connectionsOf(ctx, books, booksId), own);
  const refuse = (why: typeof state): void => {
    chosen.refused.push({ name: name ?? '', state: why });
  };
  if (!isChoosable(state)) return refuse(state);
  const adder = chooser.id === consenter.id ? null : chooser;
  const company = { books, person: consenter, adder, access, booksId, name, reconnectId: null };
  const outcome = await connectCompany(ctx, company);
  if (outcome.kind === 'refused') return refuse('taken');
  const { organisationId } = outcome;
  const home = (await organisationsOfAll(ctx, [chooser])).find((one) => one.id === organisationId);
  chosen.organisations.push({ id: organisationId, name: home?.name ?? name ?? '' });
}
