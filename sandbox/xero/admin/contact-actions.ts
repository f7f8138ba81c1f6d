import { z } from 'zod';
import type { JsonObject } from '../../kit/json.ts';
import { readContact } from '../api/write/contacts.ts';
import { showContact } from '../api/show/contact.ts';
import { createContact, editContact, mergeContacts } from '../books/contacts.ts';
import type { Contact } from '../books/records.ts';
import type { Box } from '../box.ts';
import { change, id, inTenant, look, members, oneRecord, orgIn, placeOf } from './action.ts';
import { contactId } from './keys.ts';

const showOne = (box: Box, tenantId: string, contact: Contact): JsonObject =>
  showContact(orgIn(box, tenantId), contact, 'full');

/** Contacts and settings as a person in Xero works on them. Answers are records as the API shows them. */
export const contactActions = {
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

  readContact: look(oneRecord, (box, { tenantId, id: key }) => {
    const contact = orgIn(box, tenantId).contacts.get(contactId(box, tenantId, key));
    return { contact: contact ? showOne(box, tenantId, contact) : null };
  }),
};
