import { NotFound, Refused } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { findInvoiceDetail } from '../../db/invoice-detail.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';

export interface InvoicePdf {
  fileName: string;
  content: Buffer;
}

/** The PDF as the books make it now. Throws NotFound for an invoice that the mirror does not know, Refused when it is no PDF. */
export async function readInvoicePdf(
  ctx: Context,
  member: Member,
  id: InvoiceId,
): Promise<InvoicePdf> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const row = await inOrganisation(ctx.store, organisationId, (tx) =>
    findInvoiceDetail(tx, organisationId, id, { sendingOn: false }),
  );
  if (!row) throw new NotFound('invoice.unknown', 'no such invoice');
  const { company } = await openCompany(ctx, organisationId);
  const content = await company.readPdf(id);
  if (!content.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
    throw new Refused('invoice.no-pdf', 'the books answered with something else');
  }
  return { fileName: fileNameOf(row.number ?? id), content };
}

/** Nothing that a header or a file system could misread. */
const fileNameOf = (number: string): string =>
  `invoice-${number.replaceAll(/[^\w-]+/g, '-').slice(0, 60)}.pdf`;
