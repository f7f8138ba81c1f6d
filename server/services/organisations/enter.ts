import { z } from 'zod';
import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import { findRole, type Person } from '../../db/people.ts';
import { asPerson } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';

const Uuid = z.uuid();

/** The person as a member. Throws NotFound for an organisation that is not theirs, exactly as for one that does not exist. */
export async function enterOrganisation(ctx: Context, person: Person, id: string): Promise<Member> {
  const unknown = () =>
    new NotFound('organisation.unknown', 'no such organisation for this person');
  if (!Uuid.safeParse(id).success) throw unknown();
  const organisationId = id as OrganisationId;
  const personId = person.id as PersonId;
  const role = await asPerson(ctx.store, personId, (tx) => findRole(tx, organisationId, personId));
  if (!role) throw unknown();
  return { organisationId, personId, name: person.name, role };
}
