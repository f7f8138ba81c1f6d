import { Busy, DunlinError, NeedsReconnect } from '../../../domain/errors.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { OnlineInvoice } from '../../render/extras.ts';
import type { Outgoing } from './outgoing.ts';

/**
 * Where its customer sees each invoice of the message, when the organisation wants such links. One that cannot be had is left out: the message
 * says the same without it. Throws Busy and NeedsReconnect: they say nothing about the link.
 */
export async function readOnlineLinks(
  company: Pick<BooksCompany, 'readOnlineLink'>,
  { today, invoices }: Outgoing,
): Promise<OnlineInvoice[]> {
  if (!today.sending.onlineLinks) return [];
  const online: OnlineInvoice[] = [];
  for (const { candidate } of invoices) {
    const { id, number } = candidate.invoice;
    const url = await company.readOnlineLink(id).catch(asNone);
    if (url !== null) online.push({ number, url });
  }
  return online;
}

function asNone(error: unknown): null {
  if (error instanceof NeedsReconnect || error instanceof Busy) throw error;
  if (error instanceof DunlinError) return null;
  throw error;
}
