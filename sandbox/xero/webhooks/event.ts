import type { JsonObject } from '../../kit/json.ts';

export type Category = 'INVOICE' | 'CONTACT' | 'CREDITNOTE' | 'PREPAYMENT' | 'OVERPAYMENT';

export interface Change {
  tenantId: string;
  category: Category;
  id: string;
  type: 'CREATE' | 'UPDATE';
  /** Type and Status, of the kinds of credit only. */
  data?: object;
}

export interface WebhookEvent extends Change {
  atMs: number;
}

export const PATHS: Record<Category, string> = {
  INVOICE: 'Invoices',
  CONTACT: 'Contacts',
  CREDITNOTE: 'CreditNotes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
};

interface Spelling {
  api: string;
  typeCase: 'upper' | 'title';
  withoutId: boolean;
}

/** One event of facts 6.1; the time carries no zone. */
export function showEvent(event: WebhookEvent, { api, typeCase, withoutId }: Spelling): JsonObject {
  const title = event.type === 'CREATE' ? 'Create' : 'Update';
  const list = `${api}/api.xro/2.0/${PATHS[event.category]}`;
  return {
    resourceUrl: withoutId ? list : `${list}/${event.id}`,
    resourceId: event.id,
    tenantId: event.tenantId,
    tenantType: 'ORGANISATION',
    eventCategory: event.category,
    eventType: typeCase === 'upper' ? event.type : title,
    eventDateUtc: new Date(event.atMs).toISOString().replace('Z', ''),
    ...(event.data ? { data: { ...event.data } as JsonObject } : {}),
  };
}
