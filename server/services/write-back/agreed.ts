import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';
import type { WriteBack } from '../../db/write-backs.ts';
import type { Fields } from './writing.ts';

/** The owner may have changed their mind since: only what is agreed now is written. Null when that is nothing. */
export async function fieldsAgreed(tx: Tx, row: WriteBack): Promise<Fields | null> {
  const agreed = await findOrganisation(tx, row.organisationId as OrganisationId);
  if (!agreed) return null;
  switch (row.kind) {
    case 'customer-email':
      return agreed.writeBackEmail ? row.fields : null;
    case 'promise':
      return agreed.writeBackPromise ? row.fields : null;
    case 'sent':
      return sentFieldsAgreed(row.fields, agreed);
  }
}

function sentFieldsAgreed(asked: Fields, agreed: Organisation): Fields | null {
  const fields: Fields = {};
  if (asked.sentMark && agreed.writeBackSentMark) fields.sentMark = true;
  const statusFieldId = asked.statusFieldId ?? null;
  if (statusFieldId !== null && statusFieldId === agreed.writeBackStatusFieldId) {
    fields.statusFieldId = statusFieldId;
    fields.statusText = asked.statusText ?? '';
  }
  if (asked.noteLine !== undefined && agreed.writeBackNote) fields.noteLine = asked.noteLine;
  return Object.keys(fields).length > 0 ? fields : null;
}

/** Throws Refused unless the owner agreed that addresses are written into the books. */
export async function assertEmailAgreed(tx: Tx, organisationId: OrganisationId): Promise<void> {
  const agreed = await findOrganisation(tx, organisationId);
  if (agreed?.writeBackEmail) return;
  throw new Refused('customer.email-not-agreed', 'addresses are not written into the books');
}
