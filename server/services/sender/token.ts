import { createHmac } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Secrets } from '../../secrets.ts';

/**
 * What an organisation publishes to show that a domain is its own: different for each organisation and domain, so that nobody can use what
 * another one published. The first is shown; those of former master secrets still count.
 */
export function ownershipTokens(
  secrets: Secrets,
  organisationId: OrganisationId,
  domain: string,
): [string, ...string[]] {
  const make = (key: Buffer): string =>
    createHmac('sha256', key).update(`${organisationId} ${domain}`).digest('base64url');
  return [make(secrets.key('sender-domain')), ...secrets.keys('sender-domain').slice(1).map(make)];
}
