import type { Box } from '../box.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { presentAttachable } from './attachable.ts';
import { printJson } from './print.ts';
import type { Realm } from './realm.ts';
import type { Row } from './row.ts';
import type { EntitySpec } from './specs.ts';

/** An object as a read shows it. */
export function present(box: Box, realm: Realm, spec: EntitySpec, entity: JsonObject): JsonObject {
  return spec.name === 'Attachable' ? presentAttachable(box, realm, entity) : entity;
}

/** The same as text. Most rows know theirs; files get fresh links at every read. */
export function printRow(box: Box, realm: Realm, spec: EntitySpec, row: Row): string {
  return spec.name === 'Attachable' ? printJson(present(box, realm, spec, row.entity)) : row.text;
}

/** InvoiceLink only when asked for, when online payment is on and an address is set (facts: QuickBooks 3.1). */
export function withInvoiceLink(invoice: JsonObject, include: string): JsonObject {
  if (!include.toLowerCase().split(',').includes('invoicelink')) return invoice;
  const online =
    invoice['AllowOnlineCreditCardPayment'] === true || invoice['AllowOnlineACHPayment'] === true;
  if (!online || !at(invoice, 'BillEmail', 'Address')) return invoice;
  const link = `https://connect.intuit.com/portal/app/CommerceNetwork/view/scs-v1-${asText(invoice['Id']).padStart(32, '0')}?locale=en_US&cta=v3invoicelink`;
  return { ...invoice, InvoiceLink: link };
}
