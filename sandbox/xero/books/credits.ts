import { randomUUID } from 'node:crypto';
import { note } from './history.ts';
import { addMoney } from './invoices.ts';
import { spend } from './payments.ts';
import type { Place } from './place.ts';
import { saveCredit } from './place.ts';
import { Invalid, problems } from './problems.ts';
import type { Allocation, Credit, DocumentStatus, Line, LineAmountTypes } from './records.ts';
import { totalUp } from './totals.ts';

export interface CreditChanges {
  kind?: Credit['kind'];
  type?: string;
  status?: DocumentStatus;
  number?: string;
  reference?: string;
  contactId?: string;
  date?: string;
  lineAmountTypes?: LineAmountTypes;
  lines?: Line[];
  currency?: string;
  rate?: number;
  sent?: boolean;
}

const TYPES: Record<Credit['kind'], string> = {
  CreditNote: 'ACCRECCREDIT',
  Overpayment: 'RECEIVE-OVERPAYMENT',
  Prepayment: 'RECEIVE-PREPAYMENT',
};

function nextNumber(place: Place): string {
  for (let number = place.org.credits.size + 11; ; number += 1) {
    const text = `CN-${String(number).padStart(4, '0')}`;
    if (place.org.creditsNumbered.all(text).length === 0) return text;
  }
}

export function createCredit(place: Place, changes: CreditChanges): Credit {
  const { org, box } = place;
  const kind = changes.kind ?? 'CreditNote';
  const contact = org.contacts.get(changes.contactId ?? '');
  if (!contact) throw new Invalid('A Contact must be specified for this type of transaction');
  const number = changes.number ?? (kind === 'CreditNote' ? nextNumber(place) : '');
  if (kind === 'CreditNote' && org.creditsNumbered.all(number).length > 0)
    throw new Invalid('Credit Note # must be unique.');
  const fresh: Credit = {
    id: randomUUID(),
    updatedMs: 0,
    kind,
    type: TYPES[kind],
    status: kind === 'CreditNote' ? 'DRAFT' : 'AUTHORISED',
    reference: '',
    date: org.today(box.clock.now()),
    lineAmountTypes: kind === 'Overpayment' ? 'NoTax' : 'Exclusive',
    lines: [],
    subTotal: 0,
    totalTax: 0,
    total: 0,
    currency: contact.currency ?? org.currency,
    rate: 1,
    brandingThemeId: null,
    sent: null,
    fullyPaidOn: null,
    byApp: place.by === 'app',
    remaining: 0,
    allocations: [],
    ...changes,
    number,
    contactId: contact.id,
  };
  const totals = totalUp(fresh.lines, fresh.lineAmountTypes, (type) => org.taxRate(type));
  note(place, fresh.id, 'Created', `${number || kind} for ${contact.name}`);
  return saveCredit(place, { ...fresh, ...totals, remaining: totals.total });
}

const MOVES: Partial<Record<DocumentStatus, readonly DocumentStatus[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID', 'AUTHORISED'],
};

export function editCredit(place: Place, id: string, changes: CreditChanges): Credit {
  const before = place.org.credits.get(id);
  if (!before) throw problems.noCreditNote();
  const isUsed = before.remaining !== before.total;
  if (!MOVES[before.status]?.includes(changes.status ?? before.status)) throw problems.status();
  if (isUsed && (changes.lines || changes.status === 'VOIDED'))
    throw new Invalid('The document cannot be edited as it has payments or credits applied to it.');
  const status = before.status === 'PAID' ? 'PAID' : (changes.status ?? before.status);
  const after: Credit = { ...before, ...changes, status };
  if (changes.lines) {
    const totals = totalUp(after.lines, after.lineAmountTypes, (type) => place.org.taxRate(type));
    Object.assign(after, totals, { remaining: totals.total });
  }
  if (status === 'VOIDED') after.remaining = 0;
  note(place, id, 'Edited', `${before.number || before.kind} changed`);
  return saveCredit(place, after);
}

/** Sets credit against an invoice of the same contact and currency. */
export function allocate(
  place: Place,
  creditId: string,
  input: { invoiceId: string; amount: number; date: string },
): Allocation {
  const credit = place.org.credits.get(creditId);
  const invoice = place.org.invoices.get(input.invoiceId);
  if (!credit) throw problems.noCreditNote();
  if (!invoice) throw problems.noDocument();
  if (credit.status !== 'AUTHORISED') throw problems.status();
  if (input.amount <= 0) throw new Invalid('The amount must be greater than zero.');
  if (invoice.contactId !== credit.contactId || invoice.currency !== credit.currency)
    throw new Invalid('Credit can only be allocated to invoices of the same contact and currency.');
  if (input.amount > credit.remaining) throw problems.tooMuch();
  addMoney(place, invoice.id, 'credited', input.amount, input.date);
  const allocation: Allocation = { id: randomUUID(), ...input };
  spend(
    place,
    { ...credit, allocations: [...credit.allocations, allocation] },
    input.amount,
    input.date,
  );
  note(
    place,
    invoice.id,
    'Credit Applied',
    `${credit.number || credit.kind}: ${input.amount / 100}`,
  );
  return allocation;
}

export function removeAllocation(place: Place, creditId: string, allocationId: string): Allocation {
  const credit = place.org.credits.get(creditId);
  const found = credit?.allocations.find(({ id }) => id === allocationId);
  if (!credit || !found) throw problems.noDocument();
  addMoney(place, found.invoiceId, 'credited', -found.amount, found.date);
  const allocations = credit.allocations.filter(({ id }) => id !== allocationId);
  spend(place, { ...credit, allocations }, -found.amount, found.date);
  return found;
}
