export const ACCOUNTING = 'com.intuit.quickbooks.accounting';
const PAYMENT = 'com.intuit.quickbooks.payment';
const KNOWN = new Set([
  ACCOUNTING,
  PAYMENT,
  ...['openid', 'profile', 'email', 'phone', 'address'],
  ...[
    'project-management.project',
    'app-foundations.custom-dimensions.read',
    'app-foundations.custom-field-definitions',
  ],
  ...[
    'time-tracking.time-entry',
    'indirect-tax.tax-calculation.quickbooks',
    'payroll.compensation.read',
  ],
]);

/** What an application asks for on the consent page. */
export interface Authorization {
  clientId: string;
  redirectUri: string;
  state: string;
  scopes: string[];
  nonce: string | null;
}

export function wantsCompany(scopes: string[]): boolean {
  return scopes.includes(ACCOUNTING) || scopes.includes(PAYMENT);
}

export function areKnownScopes(scopes: string[]): boolean {
  return scopes.length > 0 && scopes.every((scope) => KNOWN.has(scope));
}
