import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { PEOPLE, fullName } from '../identity/people.ts';
import { finishAttachable } from './attachable.ts';
import { checkBody, checkId } from './check.ts';
import type { Place } from './commit.ts';
import { erase, saveChange, saveNew } from './commit.ts';
import { finishCreditMemo } from './credit-memo.ts';
import { finishCustomer } from './customer.ts';
import { faults } from './faults.ts';
import { finishInvoice, takeDeliveryInfo, voidInvoice } from './invoice.ts';
import { dropBlanks, mergeBody } from './merge.ts';
import {
  applyLinks,
  deletePayment,
  finishPayment,
  releaseCredit,
  releaseInvoice,
  updatePayment,
  voidPayment,
} from './payment.ts';
import { rowsWhere } from './query-fields.ts';
import { deleteRefund, finishRefund, voidRefund } from './refund.ts';
import type { EntityName, EntitySpec } from './specs.ts';
import { finishTerm } from './term.ts';

export type WriteOperation = 'create' | 'update' | 'delete' | 'void';

export interface WriteRequest {
  spec: EntitySpec;
  operation: string;
  include: string;
  body: JsonObject;
}

type Finish = (place: Place, before: JsonObject | undefined, draft: JsonObject) => JsonObject;

const FINISH: Record<EntityName, Finish> = {
  Invoice: finishInvoice,
  Payment: finishPayment,
  CreditMemo: finishCreditMemo,
  RefundReceipt: finishRefund,
  Customer: finishCustomer,
  Term: finishTerm,
  Attachable: finishAttachable,
  CompanyInfo: (_place, _before, draft) => draft,
  Preferences: (_place, _before, draft) => draft,
};

/** Carries out one write of the API: answers the inner part of `{"Invoice": …, "time": …}`. */
export function performWrite(place: Place, request: WriteRequest): JsonObject {
  const { spec, body } = request;
  switch (operationOf(request)) {
    case 'create':
      return { [spec.name]: create(place, request) };
    case 'update':
      return { [spec.name]: update(place, request) };
    case 'void':
      return { [spec.name]: voidDocument(place, spec, current(place, spec, body)) };
    case 'delete':
      return { [spec.name]: remove(place, spec, body) };
  }
}

function operationOf({ operation, include, body, spec }: WriteRequest): WriteOperation {
  const words = include.toLowerCase().split(',');
  if (operation === 'void' || (operation === 'update' && words.includes('void'))) return 'void';
  if (operation === 'delete') return 'delete';
  if (operation === 'update' || operation === 'create') return operation;
  if (operation !== '')
    throw faults.unsupportedOperation(`Operation ${operation} is not supported.`);
  return body['Id'] === undefined && spec.kind !== 'single' ? 'create' : 'update';
}

function create(place: Place, { spec, body, include }: WriteRequest): JsonObject {
  checkBody(spec, body);
  if (spec.kind === 'single') throw faults.unsupportedOperation();
  const draft = dropBlanks(
    Object.fromEntries(Object.entries(body).filter(([name]) => !spec.readOnly.has(name))),
  );
  for (const name of spec.required) if (draft[name] === undefined) throw faults.missing(name);
  if (spec.name === 'Invoice')
    return createInvoice(place, takeDeliveryInfo(place, draft, body), include);
  const saved = saveNew(place, spec.name, FINISH[spec.name](place, undefined, draft));
  if (spec.name === 'Payment') applyLinks(place, saved, 1);
  return saved;
}

function createInvoice(place: Place, draft: JsonObject, include: string): JsonObject {
  const numbered = withNumber(place, draft);
  if (!include.toLowerCase().includes('allowduplicatedocnum'))
    checkNumber(place, asText(numbered['DocNumber']));
  return saveNew(place, 'Invoice', finishInvoice(place, undefined, numbered));
}

/** Companies with their own numbering leave it null unless AUTO_GENERATE is asked for (facts: QuickBooks 3.1). */
export function withNumber({ realm }: Place, draft: JsonObject): JsonObject {
  const given = asText(draft['DocNumber']);
  const custom = at(realm.preferences, 'SalesFormsPrefs', 'CustomTxnNumbers') === true;
  if (given === 'AUTO_GENERATE' || (given === '' && !custom))
    return { ...draft, DocNumber: realm.nextNumber() };
  return draft;
}

function checkNumber({ realm }: Place, number: string): void {
  if (number === '') return;
  const [used] = rowsWhere(realm.table('Invoice'), { name: 'DocNumber', type: 'text' }, number);
  if (used) throw faults.duplicateNumber(number, used.id);
}

/** The stored object that the body means, after the checks of id and SyncToken. */
function current(place: Place, spec: EntitySpec, body: JsonObject): JsonObject {
  const id = spec.kind === 'single' ? '1' : asText(body['Id']);
  if (id === '') throw faults.missing('Id');
  checkId(id);
  const before = place.realm.table(spec.name).get(id);
  if (!before) throw faults.notFound();
  const token = asText(body['SyncToken']);
  if (token === '') throw faults.missing('SyncToken');
  if (token !== before['SyncToken']) throw faults.stale(PEOPLE[0] ? fullName(PEOPLE[0]) : '');
  return before;
}

function update(place: Place, { spec, body }: WriteRequest): JsonObject {
  checkBody(spec, body);
  const before = current(place, spec, body);
  checkPeriod(place, spec, before);
  const sparse =
    body['sparse'] === true &&
    (spec.sparse === 'documented' || place.box.knobs.undocumentedSparse === 'accept');
  const merged = mergeBody(spec, before, body, sparse);
  const draft = spec.name === 'Invoice' ? takeDeliveryInfo(place, merged, body) : merged;
  if (spec.name === 'Payment') return updatePayment(place, before, draft);
  return saveChange(place, spec.name, FINISH[spec.name](place, before, draft), 'Update');
}

/** Books closed by date: code 6210 (facts: QuickBooks 3.9). */
function checkPeriod({ box, realm }: Place, spec: EntitySpec, before: JsonObject): void {
  if (spec.kind !== 'transaction' || box.knobs.closedPeriod === 'allow') return;
  const closedOn = asText(at(realm.preferences, 'AccountingInfoPrefs', 'BookCloseDate'));
  if (closedOn !== '' && asText(before['TxnDate']) <= closedOn) throw faults.periodClosed();
}

function voidDocument(place: Place, spec: EntitySpec, before: JsonObject): JsonObject {
  checkPeriod(place, spec, before);
  const id = asText(before['Id']);
  if (spec.name === 'Invoice') return voidInvoice(place, id);
  if (spec.name === 'Payment') return voidPayment(place, id);
  if (spec.name === 'RefundReceipt') return voidRefund(place, id);
  throw faults.unsupportedOperation('Operation void is not supported.');
}

function remove(place: Place, spec: EntitySpec, body: JsonObject): JsonObject {
  if (spec.kind !== 'transaction' && spec.kind !== 'file') {
    throw faults.unsupportedOperation('Operation delete is not supported.');
  }
  // An attachable is deleted by its id alone (facts: QuickBooks 3.8).
  const before = spec.kind === 'file' ? fileOf(place, spec, body) : current(place, spec, body);
  checkPeriod(place, spec, before);
  const id = asText(before['Id']);
  deleteDocument(place, spec.name, id);
  return { domain: 'QBO', status: 'Deleted', Id: id };
}

function fileOf(place: Place, spec: EntitySpec, body: JsonObject): JsonObject {
  const id = asText(body['Id']);
  checkId(id);
  const before = place.realm.table(spec.name).get(id);
  if (!before) throw faults.notFound();
  return before;
}

/** Deletes with all consequences; also what the user's Delete button does. */
export function deleteDocument(place: Place, name: EntityName, id: string): void {
  if (name === 'Payment') return deletePayment(place, id);
  if (name === 'RefundReceipt') return deleteRefund(place, id);
  if (name === 'Invoice') releaseInvoice(place, id);
  if (name === 'CreditMemo') releaseCredit(place, id);
  erase(place, name, id);
  if (name === 'Attachable') place.realm.files.delete(id);
}

/** An edit by a QuickBooks user: the same completion, without the API's checks of token and period. */
export function editEntity(
  place: Place,
  name: EntityName,
  id: string,
  changes: JsonObject,
): JsonObject {
  const before = place.realm.table(name).get(id);
  if (!before) throw faults.notFound();
  const draft = dropBlanks({ ...before, ...changes });
  if (name === 'Payment') return updatePayment(place, before, draft);
  return saveChange(place, name, FINISH[name](place, before, draft), 'Update');
}

/** A new object from the QuickBooks screen; a payment also settles what it links. */
export function addEntity(place: Place, name: EntityName, draft: JsonObject): JsonObject {
  const saved = saveNew(place, name, FINISH[name](place, undefined, dropBlanks(draft)));
  if (name === 'Payment') applyLinks(place, saved, 1);
  return saved;
}
