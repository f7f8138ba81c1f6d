import type { JsonObject } from '../../kit/json.ts';
import type { Person } from './people.ts';

/** camelCase names, unlike the OpenID standard (facts: QuickBooks 1.8). Only what the scopes allow. */
export function userInfo(person: Person, scopes: string[]): JsonObject {
  const info: JsonObject = { sub: person.sub };
  if (scopes.includes('email'))
    Object.assign(info, { email: person.email, emailVerified: person.emailVerified });
  if (scopes.includes('profile'))
    Object.assign(info, { givenName: person.givenName, familyName: person.familyName });
  if (scopes.includes('phone')) {
    Object.assign(info, { phoneNumber: person.phoneNumber, phoneNumberVerified: false });
  }
  if (scopes.includes('address')) {
    info['address'] = {
      streetAddress: '1 Alder Way',
      locality: 'Salem',
      region: 'OR',
      postalCode: '97301',
      country: 'US',
    };
  }
  return info;
}
