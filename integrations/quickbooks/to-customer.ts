import { asId, type CustomerId, type TermId } from '../../domain/ids.ts';
import type { Customer } from '../../domain/invoice/invoice.ts';
import { customerSchema, type ApiCustomer } from './api-types.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toCustomers(rows: unknown[]): Mapped<Customer> {
  return mapEach(rows, customerSchema, toCustomer);
}

function toCustomer(api: ApiCustomer): Customer {
  return {
    id: asId<CustomerId>(api.Id),
    booksVersion: api.SyncToken,
    booksUpdatedAt: api.MetaData.LastUpdatedTime,
    name: api.DisplayName,
    fullName: api.FullyQualifiedName ?? api.DisplayName,
    active: api.Active ?? true,
    parentId: api.ParentRef === null ? null : asId<CustomerId>(api.ParentRef),
    billWithParent: api.BillWithParent ?? false,
    email: api.PrimaryEmailAddr,
    termId: api.SalesTermRef === null ? null : asId<TermId>(api.SalesTermRef),
    currency: api.CurrencyRef,
  };
}
