import type { JsonObject } from '../../../kit/json.ts';
import { asList, asText, at } from '../../../kit/json.ts';
import { addBatch, deleteBatch } from '../../books/batches.ts';
import { Invalid } from '../../books/problems.ts';
import type { Batch } from '../../books/records.ts';
import type { Call } from '../call.ts';
import { faults } from '../faults.ts';
import { showBatch } from '../show/payment.ts';
import { centsOf } from './amount.ts';
import { writeElements } from './batch.ts';
import { dayOf } from './invoices.ts';

export function addBatches(call: Call): void {
  write(call, call.elements('BatchPayments'), (element) => addNew(call, element));
}

function addNew(call: Call, element: JsonObject): Batch {
  const account = at(element, 'Account', 'AccountID') ?? at(element, 'Account', 'Code');
  return addBatch(call.place, {
    date: dayOf(element, 'Date'),
    account: asText(account),
    reference: asText(element['Reference']),
    parts: asList(element['Payments']).map((payment) => ({
      invoiceId: asText(at(payment, 'Invoice', 'InvoiceID')),
      amount: centsOf(payment['Amount']),
    })),
  });
}

/** `POST /BatchPayments` or `/BatchPayments/{id}` with a status of DELETED. */
export function postBatches(call: Call): void {
  const fromPath = call.param('id');
  if (fromPath !== '' && !call.org.batches.get(fromPath)) throw faults.notFound();
  write(call, call.elements('BatchPayments'), (element) => {
    if (element['Status'] !== 'DELETED') throw new Invalid('A batch payment can only be deleted.');
    return deleteBatch(call.place, fromPath || asText(element['BatchPaymentID']));
  });
}

function write(call: Call, elements: JsonObject[], save: (element: JsonObject) => Batch): void {
  writeElements(call, 'BatchPayments', elements, (element) => {
    const batch = save(element);
    return () => showBatch(call.org, batch);
  });
}
