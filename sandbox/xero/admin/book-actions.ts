import { z } from 'zod';
import type { JsonObject } from '../../kit/json.ts';
import { sampleBytes } from '../../kit/sample-files.ts';
import { readContact } from '../api/write/contacts.ts';
import { readInvoice } from '../api/write/invoices.ts';
import { showContact } from '../api/show/contact.ts';
import { showInvoice } from '../api/show/invoice.ts';
import { createContact, editContact, mergeContacts } from '../books/contacts.ts';
import { createInvoice, editInvoice } from '../books/invoices.ts';
import { emailInvoice } from '../books/email.ts';
import { attach, changeFile } from '../books/files.ts';
import { problems } from '../books/problems.ts';
import type { Contact, Invoice } from '../books/records.ts';
import { quietEdit } from '../users/quiet-edit.ts';
import type { Box } from '../box.ts';
import { change, id, inTenant, look, members, oneRecord, orgIn, placeOf } from './action.ts';

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
const showOne = (box: Box, tenantId: string, contact: Contact): JsonObject =>
  showContact(orgIn(box, tenantId), contact, true);

/** An id, or the number of an invoice. */
function invoiceId(box: Box, tenantId: string, key: string): string {
  const org = orgIn(box, tenantId);
  return org.invoices.get(key)?.id ?? org.invoicesNumbered.all(key)[0]?.id ?? key;
}

/** An id or number of an invoice or credit note. */
function ownerId(box: Box, tenantId: string, key: string): string {
  const found = orgIn(box, tenantId).creditsNumbered.all(key)[0];
  return found?.id ?? invoiceId(box, tenantId, key);
}

/** An id, or the name of a contact. */
export function contactId(box: Box, tenantId: string, key: string): string {
  const org = orgIn(box, tenantId);
  return org.contacts.get(key)?.id ?? org.contactsNamed.all(key.toLowerCase())[0]?.id ?? key;
}

/** Invoices and contacts as a person in Xero works on them. Answers are records as the API shows them. */
export const bookActions = {
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

  createContact: change(
    inTenant.extend({
      name: z.string(),
      email: z.string().optional(),
      changes: members.optional(),
    }),
    (box, { tenantId, name, email, changes }) => {
      const element = {
        Name: name,
        ...(email === undefined ? {} : { EmailAddress: email }),
        ...(changes as JsonObject | undefined),
      };
      return showOne(box, tenantId, createContact(placeOf(box, tenantId), readContact(element)));
    },
  ),

  editContact: change(
    oneRecord.extend({ changes: members }),
    (box, { tenantId, changes, ...input }) =>
      showOne(
        box,
        tenantId,
        editContact(
          placeOf(box, tenantId),
          contactId(box, tenantId, input.id),
          readContact(changes as JsonObject),
        ),
      ),
  ),

  setContactEmail: change(
    oneRecord.extend({ email: z.string() }),
    (box, { tenantId, email, ...input }) =>
      showOne(
        box,
        tenantId,
        editContact(placeOf(box, tenantId), contactId(box, tenantId, input.id), { email }),
      ),
  ),

  setContactStatus: change(
    oneRecord.extend({ status: z.enum(['ACTIVE', 'ARCHIVED', 'GDPRREQUEST']) }),
    (box, { tenantId, status, ...input }) =>
      showOne(
        box,
        tenantId,
        editContact(placeOf(box, tenantId), contactId(box, tenantId, input.id), { status }),
      ),
  ),

  mergeContacts: change(
    inTenant.extend({ winnerId: id, loserId: id }),
    (box, { tenantId, winnerId, loserId }) =>
      showOne(
        box,
        tenantId,
        mergeContacts(
          placeOf(box, tenantId),
          contactId(box, tenantId, winnerId),
          contactId(box, tenantId, loserId),
        ),
      ),
  ),

  editOrganisation: change(inTenant.extend({ changes: members }), (box, { tenantId, changes }) => {
    const org = orgIn(box, tenantId);
    Object.assign(org.details, changes as JsonObject);
    box.changed();
    return org.details;
  }),

  setReminders: change(inTenant.extend({ enabled: z.boolean() }), (box, { tenantId, enabled }) => {
    orgIn(box, tenantId).settings.remindersEnabled = enabled;
    box.changed();
    return { enabled };
  }),

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

  readContact: look(oneRecord, (box, { tenantId, id: key }) => {
    const contact = orgIn(box, tenantId).contacts.get(contactId(box, tenantId, key));
    return { contact: contact ? showOne(box, tenantId, contact) : null };
  }),

  readHistory: look(oneRecord, (box, { tenantId, id: key }) => {
    const org = orgIn(box, tenantId);
    const owner = org.contacts.get(key)?.id ?? invoiceId(box, tenantId, key);
    return { history: org.history.get(owner) ?? [] };
  }),
};
