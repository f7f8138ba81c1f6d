import type { OrganisationId, PersonId } from '../../../domain/ids.ts';
import type { Books } from '../../../integrations/books.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { renewConnection, type Connection } from '../../db/connections.ts';
import type { Person } from '../../db/people.ts';
import type { Tx } from '../../db/transaction.ts';
import { queueReading } from '../sync/request-sync.ts';
import { planEverything } from './plan-everything.ts';

interface Consenting {
  books: Pick<Books, 'name'>;
  person: Person;
}

/** A connection works again with these tokens: the books are read, everything is planned, and people are told. */
export async function connectAgain(
  tx: Tx,
  { organisationId: id, id: connectionId }: Connection,
  consenting: Consenting,
  { grantId, at }: { grantId: string | null; at: Date },
): Promise<void> {
  const organisationId = id as OrganisationId;
  const connectedBy = consenting.person.name;
  await renewConnection(tx, organisationId, connectionId, {
    grantId,
    connectedAt: at,
    connectedBy,
  });
  await queueReading(tx, organisationId, at);
  await planEverything(tx, organisationId, at);
  await noteConnected(tx, organisationId, consenting, { at, again: true });
  await announce(tx, organisationId, 'organisation');
}

export function noteConnected(
  tx: Tx,
  organisationId: OrganisationId,
  { person, books }: Consenting,
  { at, again }: { at: Date; again: boolean },
): Promise<void> {
  return addActivity(tx, {
    organisationId,
    at,
    kind: 'organisation.connected',
    actor: { kind: 'person', name: person.name, personId: person.id as PersonId },
    detail: { books: books.name, again },
  });
}
