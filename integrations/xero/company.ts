import type { Company } from '../books.ts';
import type { Client } from './client.ts';
import { listOf, textOf } from './fields.ts';
import { toIanaZone } from './time-zones.ts';

/** Name, zone and currency of the organisation, and whether Xero's own reminders are on: two calls. */
export async function readCompany(client: Client): Promise<Company> {
  const organisation = await client.getOne('Organisation', 'Organisations');
  return {
    name: textOf(organisation['Name']) || textOf(organisation['LegalName']) || '',
    country: textOf(organisation['CountryCode']) || null,
    timeZone: toIanaZone(textOf(organisation['Timezone'])),
    homeCurrency: textOf(organisation['BaseCurrency']) || null,
    email: null,
    customFields: [],
    nativeReminders: await readNativeReminders(client),
  };
}

async function readNativeReminders(client: Client): Promise<Company['nativeReminders']> {
  const wrapper = await client.get('InvoiceReminders/Settings', 'InvoiceReminders');
  const enabled = listOf(wrapper['InvoiceReminders'])[0]?.['Enabled'];
  if (typeof enabled !== 'boolean') return null;
  return enabled ? 'on' : 'off';
}
