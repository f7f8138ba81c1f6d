/** The only list of accounting systems: another one is one more line. */
export { quickbooks } from './quickbooks/system.ts';
export { xero } from './xero/system.ts';
