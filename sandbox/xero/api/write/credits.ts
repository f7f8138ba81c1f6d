import type { JsonObject } from '../../../kit/json.ts';
import { asText, at } from '../../../kit/json.ts';
import type { CreditChanges } from '../../books/credits.ts';
import { allocate, createCredit, editCredit, removeAllocation } from '../../books/credits.ts';
import { problems } from '../../books/problems.ts';
import type { Credit, CreditKind, DocumentStatus, LineAmountTypes } from '../../books/records.ts';
import type { Call } from '../call.ts';
import { faults } from '../faults.ts';
import { viewOfOne } from '../list.ts';
import { findCredit } from '../read.ts';
import { showAllocation, showCredit } from '../show/credit.ts';
import { centsOf } from './amount.ts';
import { writeElements } from './batch.ts';
import { dayOf } from './invoices.ts';
import { readLines } from './read-lines.ts';

export function postCreditNotes(call: Call): void {
  write(call, call.elements('CreditNotes'), false);
}

export function putCreditNotes(call: Call): void {
  write(call, call.elements('CreditNotes'), true);
}

export function postCreditNote(call: Call): void {
  const { id } = findCredit(call, 'CreditNote');
  const [element = {}] = call.elements('CreditNotes');
  write(call, [{ ...element, CreditNoteID: id }], false);
}

function write(call: Call, elements: JsonObject[], createsOnly: boolean): void {
  writeElements(call, 'CreditNotes', elements, (element) => {
    const { id } = save(call, element, createsOnly);
    return () => {
      const now = call.org.credits.get(id);
      return now ? showCredit(call.org, now, viewOfOne(call)) : {};
    };
  });
}

function save(call: Call, element: JsonObject, createsOnly: boolean): Credit {
  const { credits, creditsNumbered } = call.org;
  const id = asText(element['CreditNoteID']);
  const number = asText(element['CreditNoteNumber']);
  const known = id === '' ? creditsNumbered.all(number || '-')[0] : credits.get(id);
  if (id !== '' && known?.kind !== 'CreditNote') throw problems.noCreditNote();
  if (!known || createsOnly) return createCredit(call.place, readCredit(element));
  return editCredit(call.place, known.id, readCredit(element, known));
}

function readCredit(element: JsonObject, known?: Credit): CreditChanges {
  const changes: CreditChanges = {};
  const has = (name: string): boolean => element[name] !== undefined && element[name] !== null;
  if (has('Type')) changes.type = asText(element['Type']);
  if (has('Status')) changes.status = asText(element['Status']) as DocumentStatus;
  if (has('CreditNoteNumber')) changes.number = asText(element['CreditNoteNumber']);
  if (has('Reference')) changes.reference = asText(element['Reference']);
  if (has('Contact')) changes.contactId = asText(at(element, 'Contact', 'ContactID'));
  if (has('Date')) changes.date = dayOf(element, 'Date');
  if (has('SentToContact')) changes.sent = String(element['SentToContact']) === 'true';
  if (has('LineAmountTypes'))
    changes.lineAmountTypes = asText(element['LineAmountTypes']) as LineAmountTypes;
  const lines = readLines(element['LineItems'], known?.lines ?? []);
  if (lines) changes.lines = lines;
  return changes;
}

/** `PUT /CreditNotes/{id}/Allocations` and the same of the other two kinds. */
export function putAllocations(kind: CreditKind) {
  return (call: Call): void => {
    const credit = findCredit(call, kind);
    writeElements(call, 'Allocations', call.elements('Allocations'), (element) => {
      const allocation = allocate(call.place, credit.id, {
        invoiceId: asText(at(element, 'Invoice', 'InvoiceID')),
        amount: centsOf(element['Amount'] ?? element['AppliedAmount']),
        date:
          element['Date'] === undefined
            ? call.org.today(call.box.clock.now())
            : dayOf(element, 'Date'),
      });
      return () => showAllocation(call.org, allocation);
    });
  };
}

export function deleteAllocation(kind: CreditKind) {
  return (call: Call): void => {
    const credit = findCredit(call, kind);
    const allocationId = call.param('allocation');
    if (!credit.allocations.some(({ id }) => id === allocationId)) throw faults.notFound();
    removeAllocation(call.place, credit.id, allocationId);
    call.answer({ AllocationID: allocationId, IsDeleted: true });
  };
}
