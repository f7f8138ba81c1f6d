import type { CustomerId } from '../../domain/ids.ts';
import { changeCustomerEmail } from '../services/customers/change-email.ts';
import { listCustomerPage } from '../services/customers/list.ts';
import { setCustomerAutopay } from '../services/customers/set-autopay.ts';
import { setCustomerLanguage } from '../services/customers/set-language.ts';
import { listTermsWithUse } from '../services/terms/list.ts';
import { route, type Api } from './route.ts';

export function customerRoutes(api: Api): void {
  route(api, 'GET /o/:org/customers', ({ ctx, member, query }) =>
    listCustomerPage(ctx, member, query),
  );
  route(api, 'PUT /o/:org/customers/:customer/language', ({ ctx, member, params, body }) =>
    setCustomerLanguage(ctx, member, params.customer as CustomerId, body),
  );
  route(api, 'PUT /o/:org/customers/:customer/autopay', ({ ctx, member, params, body }) =>
    setCustomerAutopay(ctx, member, params.customer as CustomerId, body),
  );
  route(api, 'PUT /o/:org/customers/:customer/email', ({ ctx, member, params, body }) =>
    changeCustomerEmail(ctx, member, params.customer as CustomerId, body),
  );
  route(api, 'GET /o/:org/terms', ({ ctx, member }) => listTermsWithUse(ctx, member));
}
