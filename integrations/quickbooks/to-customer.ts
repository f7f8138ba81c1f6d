import { asId, type CustomerId, type TermId } from '../../domain/ids.ts';
import type { Customer } from '../../domain/invoice/invoice.ts';
import {
  addressOf,
  flagOf,
  needInstant,
  needText,
  needVersion,
  partOf,
  referenceOf,
  textOf,
  type Fields,
} from './fields.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toCustomers(rows: readonly unknown[]): Mapped<Customer> {
  return mapEach(rows, toCustomer);
}

function toCustomer(api: Fields): Customer {
  const name = needText(api['DisplayName']);
  const parentId = referenceOf(api['ParentRef']);
  const termId = referenceOf(api['SalesTermRef']);
  return {
    id: asId<CustomerId>(needText(api['Id'])),
    booksVersion: needVersion(api['SyncToken']),
    booksUpdatedAt: needInstant(partOf(api['MetaData'])['LastUpdatedTime']),
    name,
    fullName: textOf(api['FullyQualifiedName']) ?? name,
    active: flagOf(api['Active']) ?? true,
    parentId: parentId === null ? null : asId<CustomerId>(parentId),
    billWithParent: flagOf(api['BillWithParent']) ?? false,
    email: addressOf(api['PrimaryEmailAddr']),
    termId: termId === null ? null : asId<TermId>(termId),
    currency: referenceOf(api['CurrencyRef']),
  };
}
