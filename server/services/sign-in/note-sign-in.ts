import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import { listMemberships, type Person } from '../../db/people.ts';
import { asPerson, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

/** Every organisation that the person can enter from now on sees it in its history (facts: marketplace 9). */
export async function noteSignIn(ctx: Context, person: Person): Promise<void> {
  const personId = person.id as PersonId;
  const entered = await asPerson(ctx.store, personId, (tx) => listMemberships(tx, personId));
  for (const { id } of entered) {
    const organisationId = id as OrganisationId;
    const actor = { kind: 'person', name: person.name, personId } as const;
    await inOrganisation(ctx.store, organisationId, (tx) =>
      addActivity(tx, { organisationId, at: ctx.now(), kind: 'signed-in', actor }),
    );
  }
}
