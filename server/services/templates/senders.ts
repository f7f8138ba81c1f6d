import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { templateOf } from '../../../domain/invoice-sending/settings.ts';
import type { Senders } from '../../../domain/templates/usage.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { listRules } from '../../db/rules.ts';
import type { Tx } from '../../db/transaction.ts';

/** Everything of the organisation that sends templates. */
export async function loadSenders(tx: Tx, organisationId: OrganisationId): Promise<Senders> {
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
  return {
    rules: await listRules(tx, organisationId),
    invoiceTemplateId: templateOf(sendingSettingsOf(organisation)),
  };
}
