import type { JsonObject } from '../../../kit/json.ts';
import { asText, at, isObject } from '../../../kit/json.ts';
import { addPayment, deletePayment } from '../../books/payments.ts';
import { Invalid, problems } from '../../books/problems.ts';
import type { PaidKind, Payment } from '../../books/records.ts';
import type { Call } from '../call.ts';
import { faults } from '../faults.ts';
import { showPayment } from '../show/payment.ts';
import { centsOf } from './amount.ts';
import { writeElements } from './batch.ts';
import { dayOf } from './invoices.ts';

/** `PUT` and `POST /Payments`: new payments; they are never edited (facts: Xero 3.5). */
export function addPayments(call: Call): void {
  writeElements(call, 'Payments', call.elements('Payments'), (element) => {
    const payment = readNew(call, element);
    return () => showPayment(call.org, payment);
  });
}

function readNew(call: Call, element: JsonObject): Payment {
  const account = at(element, 'Account', 'Code') ?? at(element, 'Account', 'AccountID');
  if (account === undefined) throw new Invalid('Account must be specified.');
  const rate = element['CurrencyRate'];
  return addPayment(call.place, {
    target: targetOf(call, element),
    amount: centsOf(element['Amount']),
    date:
      element['Date'] === undefined ? call.org.today(call.box.clock.now()) : dayOf(element, 'Date'),
    account: asText(account),
    reference: asText(element['Reference']),
    isReconciled: String(element['IsReconciled'] ?? false) === 'true',
    ...(rate === undefined ? {} : { rate: Number(rate) }),
  });
}

function targetOf(call: Call, element: JsonObject): { kind: PaidKind; id: string } {
  const { org } = call;
  for (const kind of ['Invoice', 'CreditNote', 'Prepayment', 'Overpayment'] as const) {
    const named = element[kind];
    if (!isObject(named)) continue;
    const id = asText(named[`${kind}ID`]);
    if (id !== '') return { kind, id };
    const number = asText(named[`${kind}Number`]);
    const index = kind === 'Invoice' ? org.invoicesNumbered : org.creditsNumbered;
    const found = number === '' ? undefined : index.all(number)[0];
    if (found) return { kind, id: found.id };
  }
  throw problems.noDocument();
}

/** `POST /Payments/{id}` with `{"Status":"DELETED"}`, the only change there is. */
export function postPayment(call: Call): void {
  const id = call.param('id');
  if (!call.org.payments.get(id)) throw faults.notFound();
  const elements = call.elements('Payments').slice(0, 1);
  writeElements(call, 'Payments', elements, (element) => {
    if (element['Status'] !== 'DELETED') throw new Invalid('A payment can only be deleted.');
    const payment = deletePayment(call.place, id);
    return () => showPayment(call.org, payment);
  });
}
