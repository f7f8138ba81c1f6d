import { z } from 'zod';
import { addEntity, deleteDocument, editEntity } from '../data/write.ts';
import type { JsonObject } from '../../kit/json.ts';
import { mergeCustomers, setActive, setEmail } from '../users/customers.ts';
import { attachFile, setIncludeOnSend } from '../users/files.ts';
import { change, entityName, id, inRealm, look, members, oneObject, placeOf } from './action.ts';

const newFile = inRealm.extend({
  entity: z.string().default('Invoice'),
  id,
  fileName: z.string(),
  contentType: z.string().optional(),
  includeOnSend: z.boolean().optional(),
  content: z.base64().optional(),
  size: z.number().int().nonnegative().optional(),
});

/** Customers, terms, settings and files, as a QuickBooks user changes them. */
export const bookActions = {
  createCustomer: change(
    inRealm.extend({ name: z.string(), email: z.string().optional(), changes: members.optional() }),
    (box, input) =>
      addEntity(placeOf(box, input.realmId), 'Customer', {
        DisplayName: input.name,
        PreferredDeliveryMethod: 'Email',
        ...(input.email === undefined ? {} : { PrimaryEmailAddr: { Address: input.email } }),
        ...(input.changes as JsonObject | undefined),
      }),
  ),

  editCustomer: change(oneObject.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'Customer', input.id, input.changes as JsonObject),
  ),

  setCustomerEmail: change(oneObject.extend({ email: z.string() }), (box, input) =>
    setEmail(placeOf(box, input.realmId), input.id, input.email),
  ),

  deactivateCustomer: change(oneObject, (box, input) =>
    setActive(placeOf(box, input.realmId), input.id, false),
  ),

  activateCustomer: change(oneObject, (box, input) =>
    setActive(placeOf(box, input.realmId), input.id, true),
  ),

  mergeCustomers: change(inRealm.extend({ winnerId: id, loserId: id }), (box, input) =>
    mergeCustomers(placeOf(box, input.realmId), input.winnerId, input.loserId),
  ),

  createTerm: change(inRealm.extend({ name: z.string(), changes: members }), (box, input) =>
    addEntity(placeOf(box, input.realmId), 'Term', {
      Name: input.name,
      ...(input.changes as JsonObject),
    }),
  ),

  editTerm: change(oneObject.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'Term', input.id, input.changes as JsonObject),
  ),

  editPreferences: change(inRealm.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'Preferences', '1', input.changes as JsonObject),
  ),

  editCompany: change(inRealm.extend({ changes: members }), (box, input) =>
    editEntity(placeOf(box, input.realmId), 'CompanyInfo', '1', input.changes as JsonObject),
  ),

  setSubscription: change(inRealm.extend({ active: z.boolean() }), (box, input) => {
    const { realm } = placeOf(box, input.realmId);
    realm.suspended = !input.active;
    box.changed();
    return { realmId: realm.id, active: input.active };
  }),

  attachFile: change(newFile, (box, { realmId, ...input }) =>
    attachFile(placeOf(box, realmId), input),
  ),

  setIncludeOnSend: change(oneObject.extend({ includeOnSend: z.boolean() }), (box, input) =>
    setIncludeOnSend(placeOf(box, input.realmId), input.id, input.includeOnSend),
  ),

  deleteAttachable: change(oneObject, (box, input) => {
    deleteDocument(placeOf(box, input.realmId), 'Attachable', input.id);
    return { deleted: input.id };
  }),

  expireDownload: change(oneObject, (box, input) => {
    const file = placeOf(box, input.realmId).realm.files.get(input.id);
    if (file) file.expired = true;
    box.changed();
    return { expired: file !== undefined };
  }),

  read: look(inRealm.extend({ entity: entityName, id }), (box, input) => ({
    entity: placeOf(box, input.realmId).realm.table(input.entity).get(input.id) ?? null,
  })),

  list: look(inRealm.extend({ entity: entityName }), (box, input) => ({
    entities: [...placeOf(box, input.realmId).realm.table(input.entity).entities()],
  })),
};
