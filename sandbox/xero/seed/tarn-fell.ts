import type { Org } from '../books/org.ts';
import { Maker } from './maker.ts';
import { makeOrg } from './make-org.ts';

/** Organisation B of facts 9.3: GBP, no terms of its own, Xero's own reminders on. */
export function seedTarnFell(tenantId: string, dayZero: string, nowMs: () => number): Org {
  const org = makeOrg(
    {
      tenantId,
      name: 'Tarn & Fell Ltd',
      shortCode: '!tF4m9',
      country: 'GB',
      currency: 'GBP',
      timezone: 'GMTSTANDARDTIME',
      version: 'UK',
      taxPercent: 20,
      taxName: '20% (VAT on Income)',
      remindersEnabled: true,
      details: {},
      currencies: [['GBP', 'British Pound']],
    },
    nowMs,
  );
  const maker = new Maker(org, dayZero);
  const beck = maker.contact('Beck Cottage Lettings', { email: 'bookings@beck.example' });
  const scree = maker.contact('Scree Climbing Wall', {
    email: 'office@scree.example',
    persons: [maker.person('Ada', 'ada@scree.example', true)],
    sales: { Day: 30, Type: 'DAYSAFTERBILLDATE' },
  });
  const status = 'AUTHORISED';
  maker.invoice({
    number: 'TF-2001',
    contact: beck,
    date: '10-12',
    due: '11-11',
    lines: [{ unitAmount: 250 }],
    status,
    more: { sent: true },
  });
  maker.invoice({
    number: 'TF-2002',
    contact: scree,
    date: '11-02',
    due: '12-02',
    lines: [{ unitAmount: 80 }],
    status,
    more: { sent: true },
  });
  maker.invoice({
    number: 'TF-2003',
    contact: scree,
    date: '11-12',
    due: '12-12',
    lines: [{ unitAmount: 40 }],
    status: 'DRAFT',
  });
  return org;
}
