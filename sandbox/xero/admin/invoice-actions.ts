import { z } from 'zod';
import type { JsonObject } from '../../kit/json.ts';
import { sampleBytes } from '../../kit/sample-files.ts';
import { readInvoice } from '../api/write/invoices.ts';
import { showInvoice } from '../api/show/invoice.ts';
import { emailInvoice } from '../books/email.ts';
import { attach, changeFile } from '../books/files.ts';
import { createInvoice, editInvoice } from '../books/invoices.ts';
import { problems } from '../books/problems.ts';
import type { Invoice } from '../books/records.ts';
import type { Box } from '../box.ts';
import { quietEdit } from '../users/quiet-edit.ts';
import { change, id, inTenant, look, members, oneRecord, orgIn, placeOf } from './action.ts';
import { contactId, invoiceId, ownerId } from './keys.ts';

const newInvoice = inTenant.extend({
  contactId: id,
  amount: z.coerce.number().nonnegative(),
  date: z.iso.date().optional(),
  dueDate: z.iso.date().optional(),
  number: z.string().optional(),
  reference: z.string().optional(),
  status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED']).default('AUTHORISED'),
  type: z.enum(['ACCREC', 'ACCPAY']).default('ACCREC'),
  /** Further members as the API writes them. */
  changes: members.optional(),
});

const view = { form: 'one', unitdp: 2, base: '' } as const;
const show = (box: Box, tenantId: string, invoice: Invoice): JsonObject =>
  showInvoice(orgIn(box, tenantId), invoice, view);

/** Invoices and their files as a person in Xero works on them. Answers are records as the API shows them. */
export const invoiceActions = {
  createInvoice: change(newInvoice, (box, { tenantId, amount, changes, ...input }) => {
    const line = { Description: 'Services', Quantity: 1, UnitAmount: amount };
    const element: JsonObject = {
      Type: input.type,
      Status: input.status,
      LineAmountTypes: 'NoTax',
      LineItems: [line],
      Contact: { ContactID: contactId(box, tenantId, input.contactId) },
      ...(input.date === undefined ? {} : { Date: input.date }),
      ...(input.dueDate === undefined ? {} : { DueDate: input.dueDate }),
      ...(input.number === undefined ? {} : { InvoiceNumber: input.number }),
      ...(input.reference === undefined ? {} : { Reference: input.reference }),
      ...(changes as JsonObject | undefined),
    };
    const invoice = createInvoice(placeOf(box, tenantId), readInvoice(element));
    return show(box, tenantId, invoice);
  }),

  editInvoice: change(
    oneRecord.extend({ changes: members }),
    (box, { tenantId, changes, ...input }) => {
      const key = invoiceId(box, tenantId, input.id);
      const known = orgIn(box, tenantId).invoices.get(key);
      const wanted = readInvoice(changes as JsonObject, known);
      return show(box, tenantId, editInvoice(placeOf(box, tenantId), key, wanted));
    },
  ),

  approveInvoice: change(oneRecord, (box, { tenantId, id: key }) =>
    show(
      box,
      tenantId,
      editInvoice(placeOf(box, tenantId), invoiceId(box, tenantId, key), { status: 'AUTHORISED' }),
    ),
  ),

  voidInvoice: change(oneRecord, (box, { tenantId, id: key }) =>
    show(
      box,
      tenantId,
      editInvoice(placeOf(box, tenantId), invoiceId(box, tenantId, key), { status: 'VOIDED' }),
    ),
  ),

  deleteInvoice: change(oneRecord, (box, { tenantId, id: key }) =>
    show(
      box,
      tenantId,
      editInvoice(placeOf(box, tenantId), invoiceId(box, tenantId, key), { status: 'DELETED' }),
    ),
  ),

  /** One of the edits that leave UpdatedDateUTC alone and are never announced. */
  quietEdit: change(
    oneRecord.extend({
      dueDate: z.iso.date().optional(),
      sent: z.boolean().optional(),
      expectedDate: z.iso.date().nullable().optional(),
    }),
    (box, { tenantId, id: key, ...changes }) =>
      show(
        box,
        tenantId,
        quietEdit(placeOf(box, tenantId), invoiceId(box, tenantId, key), changes),
      ),
  ),

  attachFile: change(
    oneRecord.extend({
      fileName: z.string(),
      includeOnline: z.boolean().default(false),
      contentType: z.string().default('application/pdf'),
      /** Base64; a small sample file without it. */
      content: z.base64().optional(),
    }),
    (box, { tenantId, id: key, content, ...input }) => {
      const { fileName, contentType } = input;
      const sample = { fileName, contentType, size: 4096 };
      const bytes = content === undefined ? sampleBytes(sample) : Buffer.from(content, 'base64');
      const file = attach(placeOf(box, tenantId), ownerId(box, tenantId, key), { ...input, bytes });
      return { id: file.id, fileName: file.fileName, includeOnline: file.includeOnline };
    },
  ),

  /** `includeOnline: null` takes the file away. */
  changeFile: change(
    oneRecord.extend({ fileName: z.string(), includeOnline: z.boolean().nullable() }),
    (box, { tenantId, id: key, fileName, includeOnline }) => {
      changeFile(placeOf(box, tenantId), ownerId(box, tenantId, key), fileName, includeOnline);
      return { fileName, includeOnline };
    },
  ),

  emailInvoice: change(oneRecord, (box, { tenantId, id: key }) => {
    const invoice = orgIn(box, tenantId).invoices.get(invoiceId(box, tenantId, key));
    if (!invoice) throw problems.noDocument();
    return show(box, tenantId, emailInvoice(placeOf(box, tenantId), invoice));
  }),

  /** Straight from the books, outside limits and journal; id or number. */
  readInvoice: look(oneRecord, (box, { tenantId, id: key }) => {
    const invoice = orgIn(box, tenantId).invoices.get(invoiceId(box, tenantId, key));
    return { invoice: invoice ? show(box, tenantId, invoice) : null };
  }),

  readHistory: look(oneRecord, (box, { tenantId, id: key }) => {
    const org = orgIn(box, tenantId);
    const owner = org.contacts.get(key)?.id ?? invoiceId(box, tenantId, key);
    return { history: org.history.get(owner) ?? [] };
  }),
};
