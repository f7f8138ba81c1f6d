import type { Org } from '../books/org.ts';
import { addHarbourlineContacts } from './harbourline-contacts.ts';
import { addHarbourlineCredits } from './harbourline-credits.ts';
import { addHarbourlineInvoices } from './harbourline-invoices.ts';
import { Maker } from './maker.ts';
import { makeOrg, newZealand } from './make-org.ts';

/** Organisation A of facts 9.3: every awkward case once. */
export function seedHarbourline(tenantId: string, dayZero: string, nowMs: () => number): Org {
  const org = makeOrg(
    {
      tenantId,
      name: 'Harbourline Demo Ltd',
      shortCode: '!hL7q2',
      ...newZealand,
      remindersEnabled: false,
      details: {
        IsDemoCompany: true,
        Class: 'DEMO',
        PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } },
      },
      currencies: [
        ['NZD', 'New Zealand Dollar'],
        ['AUD', 'Australian Dollar'],
      ],
    },
    nowMs,
  );
  const maker = new Maker(org, dayZero);
  org.details['PeriodLockDate'] = maker.day('2026-03-31');
  const contacts = addHarbourlineContacts(maker);
  addHarbourlineInvoices(maker, contacts);
  addHarbourlineCredits(maker, contacts);
  return org;
}
