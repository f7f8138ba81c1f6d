import type { Contact } from '../books/records.ts';
import type { Maker } from './maker.ts';

/** Those who have documents. */
export interface Contacts {
  kereru: Contact;
  summit: Contact;
  ridge: Contact;
  portside: Contact;
  oldMill: Contact;
  austral: Contact;
  valley: Contact;
}

/** The contacts of facts 9.3. */
export function addHarbourlineContacts(maker: Maker): Contacts {
  const keyAccounts = maker.org.groups.seed({
    id: maker.id('group', 'Key accounts'),
    updatedMs: maker.stamp('06-01'),
    name: 'Key accounts',
    status: 'ACTIVE',
  });
  const kereru = maker.contact('Kererū Cafe', {
    email: 'accounts@kereru.example',
    persons: [
      maker.person('Moana', 'moana@kereru.example', true),
      maker.person('Tai', 'tai@kereru.example', false),
    ],
    sales: { Day: 7, Type: 'DAYSAFTERBILLDATE' },
  });
  const summit = maker.contact('Summit Dental', {
    email: 'ap@summit.example',
    sales: { Day: 10, Type: 'DAYSAFTERBILLMONTH' },
  });
  const ridge = maker.contact('Ridge Outdoor Supplies', {
    email: 'pay@ridge.example',
    sales: { Day: 28, Type: 'OFCURRENTMONTH' },
  });
  const portside = maker.contact('Portside Freight', {
    email: 'finance@portside.example',
    number: 'CUST-004',
    groupIds: [keyAccounts.id],
    sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' },
  });
  const oldMill = maker.contact('Old Mill Joinery');
  const austral = maker.contact('Austral Retail Group', {
    email: 'ar@austral.example',
    currency: 'AUD',
    sales: { Day: 31, Type: 'OFFOLLOWINGMONTH' },
  });
  maker.contact('Sunset Antiques', { status: 'ARCHIVED' });
  maker.contact('Portside Freight (old)', { status: 'ARCHIVED', mergedToId: portside.id });
  maker.contact('Former Client', { status: 'GDPRREQUEST' });
  const valley = maker.contact('Valley Power', { isCustomer: false, isSupplier: true });
  return { kereru, summit, ridge, portside, oldMill, austral, valley };
}
