import type { JsonObject } from '../../kit/json.ts';
import type { Settings } from '../books/org.ts';
import type { Call } from './call.ts';
import { faults } from './faults.ts';

type ListName = 'accounts' | 'taxRates' | 'currencies' | 'brandingThemes';

function listOf(settings: Settings, name: ListName): JsonObject[] {
  return settings[name];
}

export function listSettings(name: ListName, wrapper: string) {
  return (call: Call): void => call.answer({ [wrapper]: listOf(call.org.settings, name) });
}

export function readSetting(name: ListName, wrapper: string, idField: string) {
  return (call: Call): void => {
    const found = listOf(call.org.settings, name).find((one) => one[idField] === call.param('id'));
    if (!found) throw faults.notFound();
    call.answer({ [wrapper]: [found] });
  };
}

/** Whether Xero's own reminders are on (facts: Xero 3.1). */
export function readReminders(call: Call): void {
  call.answer({ InvoiceReminders: [{ Enabled: call.org.settings.remindersEnabled }] });
}

const ACTIONS = [
  'UseMulticurrency',
  'CreateApprovedInvoice',
  'CreateInvoicePayment',
  'UpdateInvoice',
  'UpdateContact',
];

/** What the connecting person may do (facts: Xero 3.4). */
export function listActions(call: Call): void {
  const hasCurrencies = call.org.settings.currencies.length > 1;
  call.answer({
    Actions: ACTIONS.map((Name) => ({
      Name,
      Status: Name !== 'UseMulticurrency' || hasCurrencies ? 'ALLOWED' : 'NOT-ALLOWED',
    })),
  });
}
