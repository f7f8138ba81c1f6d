import type { EndpointKey } from '../../../domain/api/endpoints.ts';
import type { SilenceRow } from '../../../domain/api/silence.ts';

/** Everything on screen that a change of silence can alter. The planning follows it; live updates bring that. */
export const touched: EndpointKey[] = [
  'GET /o/:org/silences',
  'GET /o/:org/invoices/:invoice/silence',
  'GET /o/:org/invoices/:invoice',
  'GET /o/:org/invoices/:invoice/why',
  'GET /o/:org/activity',
  'GET /o/:org/tasks',
];

/** The level of a mute; null for a promise or a dispute. */
export function levelOf({ kind }: SilenceRow): 'organisation' | 'customer' | 'invoice' | null {
  return kind === 'promise' || kind === 'dispute' ? null : kind;
}
