import type { EndpointKey } from '../../../domain/api/endpoints.ts';

/** What is read again after a change of any rule. */
export const ruleReaders: EndpointKey[] = [
  'GET /o/:org/rules',
  'GET /o/:org/rules/:rule',
  'GET /o/:org/rules/:rule/versions',
  'GET /o/:org/rules/check',
  'GET /o/:org/rules/deleted',
  'GET /o/:org/rules/lookup',
  'GET /o/:org/invoices',
  'GET /o/:org/invoices/:invoice/why',
];
