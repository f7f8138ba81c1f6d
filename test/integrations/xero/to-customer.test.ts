import { describe, expect, it } from '@jest/globals';
import { asId, type TermId } from '../../../domain/ids.ts';
import { addressesOf, withAddresses } from '../../../integrations/xero/contact-persons.ts';
import { toCustomers, toCustomersById } from '../../../integrations/xero/to-customer.ts';

const person = (EmailAddress: string, IncludeInEmails: boolean, FirstName = 'Moana') => ({
  FirstName,
  LastName: 'Kahu',
  EmailAddress,
  IncludeInEmails,
});

const api = {
  ContactID: '025867f1-d741-4d6b-b1af-9ac774b59ba7',
  ContactStatus: 'ACTIVE',
  Name: 'Kererū Cafe',
  EmailAddress: 'accounts@kereru.example',
  ContactPersons: [
    person('moana@kereru.example', true),
    person('tai@kereru.example', false, 'Tai'),
  ],
  PaymentTerms: { Sales: { Day: 7, Type: 'DAYSAFTERBILLDATE' } },
  ContactGroups: [] as object[],
  IsCustomer: true,
  DefaultCurrency: 'NZD',
  UpdatedDateUTC: '/Date(1793322000123+0000)/',
};
const standard = asId<TermId>('OFFOLLOWINGMONTH-20');
const mapped = (change: object) => toCustomers([{ ...api, ...change }], standard);

describe('a contact', () => {
  it('is a customer whose addresses are its own and those of its persons who get e-mails (E32)', () => {
    expect(mapped({}).records).toEqual([
      {
        id: api.ContactID,
        booksVersion: 1_793_322_000_123,
        booksUpdatedAt: new Date(1_793_322_000_123),
        name: 'Kererū Cafe',
        fullName: 'Kererū Cafe',
        active: true,
        parentId: null,
        billWithParent: false,
        email: 'accounts@kereru.example, moana@kereru.example',
        termId: 'DAYSAFTERBILLDATE-7',
        currency: 'NZD',
      },
    ]);
  });

  it.each([
    ['archived (E27)', { ContactStatus: 'ARCHIVED' }],
    ['asked to be forgotten (E27)', { ContactStatus: 'GDPRREQUEST' }],
    ['merged into another (E26)', { MergedToContactID: '8138a266-fb42-49b2-a104-014b7045753d' }],
  ])('that is %s is not active', (_name, change) => {
    expect(mapped(change).records[0]?.active).toBe(false);
  });

  it.each([
    [{ PaymentTerms: undefined }, { termId: standard }],
    [{ PaymentTerms: { Bills: { Day: 3, Type: 'OFCURRENTMONTH' } } }, { termId: standard }],
    [{ EmailAddress: '', ContactPersons: [] }, { email: null }],
    [
      { ContactPersons: [person('ACCOUNTS@kereru.example', true)] },
      { email: 'ACCOUNTS@kereru.example' },
    ],
  ])('%j is read as %j', (change, expected) => {
    expect(mapped(change).records[0]).toMatchObject(expected);
  });

  it('that only sends us bills is no customer, until it is asked for by its id', () => {
    const supplier = { ...api, IsCustomer: false, IsSupplier: true };
    expect(toCustomers([supplier], null)).toMatchObject({ records: [], skipped: 1 });
    expect(toCustomersById([supplier], null).records).toHaveLength(1);
  });

  it('has its first group by name as parent, and brings it along (E29)', () => {
    const groups = [
      { ContactGroupID: 'g2', Name: 'Wholesale', Status: 'ACTIVE' },
      { ContactGroupID: 'g1', Name: 'Key accounts', Status: 'ACTIVE' },
      { ContactGroupID: 'g0', Name: 'A former group', Status: 'DELETED' },
    ];
    const [group, contact] = mapped({ ContactGroups: groups }).records;
    expect(contact?.parentId).toBe('group/g1');
    expect(group).toMatchObject({ id: 'group/g1', name: 'Key accounts', billWithParent: false });
  });
});

describe('addresses of a contact', () => {
  const named = (names: string[]) => names.map((name) => `${name}@kereru.example`);
  const after = (wanted: string[], contact: object = api) => {
    const addresses = withAddresses({ ...contact }, named(wanted));
    return {
      own: addresses.EmailAddress.split('@')[0],
      persons: addresses.ContactPersons.map(
        (one) => `${one.FirstName}:${one.EmailAddress.split('@')[0]}:${one.IncludeInEmails}`,
      ),
      read: addressesOf({ ...addresses }),
    };
  };

  it.each([
    ['as they are', ['accounts', 'moana'], 'accounts', ['Moana:moana:true', 'Tai:tai:false']],
    ['another own one', ['billing', 'moana'], 'billing', ['Moana:moana:true', 'Tai:tai:false']],
    ['one person less', ['accounts'], 'accounts', ['Moana:moana:false', 'Tai:tai:false']],
    ['one person more', ['accounts', 'tai'], 'accounts', ['Moana:moana:false', 'Tai:tai:true']],
    ['persons alone', ['moana'], '', ['Moana:moana:true', 'Tai:tai:false']],
    [
      'a new one',
      ['accounts', 'new'],
      'accounts',
      ['Moana:moana:false', 'Tai:tai:false', ':new:true'],
    ],
    ['none', [], '', ['Moana:moana:false', 'Tai:tai:false']],
  ])('%s: no person is ever lost', (_name, wanted, own, persons) => {
    const result = after(wanted);
    expect(result).toMatchObject({ own, persons });
    expect(result.read.toSorted()).toEqual(named(wanted).toSorted());
  });

  it('that the contact and a person share stay with both', () => {
    const contact = { ...api, ContactPersons: [person('Accounts@kereru.example', true)] };
    expect(after(['accounts'], contact)).toMatchObject({
      own: 'accounts',
      persons: ['Moana:Accounts:true'],
    });
  });
});
