/** Granular scopes (facts: Xero 1.5); each of the first list also exists with `.read`. */
const WITH_READ = [
  'accounting.invoices',
  'accounting.payments',
  'accounting.banktransactions',
  'accounting.manualjournals',
  'accounting.contacts',
  'accounting.settings',
  'accounting.attachments',
];
const REPORTS = [
  'aged',
  'balancesheet',
  'banksummary',
  'budgetsummary',
  'executivesummary',
  'profitandloss',
  'trialbalance',
  'taxreports',
];
const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];
const BROAD = [
  'accounting.transactions',
  'accounting.transactions.read',
  'accounting.reports.read',
];

const KNOWN = new Set([
  ...IDENTITY,
  ...WITH_READ,
  ...WITH_READ.map((scope) => `${scope}.read`),
  ...REPORTS.map((report) => `accounting.reports.${report}.read`),
  'paymentservices',
]);

export function areKnownScopes(scopes: readonly string[], broad: boolean): boolean {
  return (
    scopes.length > 0 &&
    scopes.every((scope) => KNOWN.has(scope) || (broad && BROAD.includes(scope)))
  );
}

/** Without a scope of the accounting API nobody is asked for an organisation. */
export function wantsOrganisation(scopes: readonly string[]): boolean {
  return scopes.some((scope) => !IDENTITY.includes(scope));
}

const COVERED_BY_BROAD = ['invoices', 'payments', 'banktransactions', 'manualjournals'];

/** `scope` is a granular name without `.read`. */
export function isAllowed(granted: readonly string[], scope: string, isWrite: boolean): boolean {
  const enough = isWrite ? [scope] : [scope, `${scope}.read`];
  if (COVERED_BY_BROAD.includes(scope.replace('accounting.', '')))
    enough.push('accounting.transactions', ...(isWrite ? [] : ['accounting.transactions.read']));
  return enough.some((name) => granted.includes(name));
}

/** What an app asks for on the authorize page. */
export interface Authorization {
  redirectUri: string;
  state: string;
  scopes: string[];
  nonce: string | null;
  challenge: string | null;
}
