import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { GrantedAccess } from '../books.ts';
import type { Answer } from './answer.ts';
import { errorOf, garbled, hasCode } from './errors.ts';
import { instantOf } from './fields.ts';
import { askUntilAnswered } from './oauth.ts';
import type { XeroSettings } from './settings.ts';

const connectionSchema = z.object({
  id: z.string(),
  authEventId: z.string().nullish(),
  tenantId: z.string(),
  tenantType: z.string(),
  tenantName: z.string().nullish(),
  updatedDateUtc: z.string().nullish(),
});
type Connection = z.infer<typeof connectionSchema>;

/**
 * The organisations of this very consent: the list holds all that the person ever connected, so those of the token's own event count. When
 * none bears it, all of them, the last changed first (facts: Xero 1.4). The tokens reach the whole list.
 */
export async function listOrganisations(
  settings: XeroSettings,
  accessToken: string,
): Promise<Pick<GrantedAccess, 'companies' | 'reached'>> {
  const connections = await list(settings, accessToken);
  const organisations = connections.filter(({ tenantType }) => tenantType === 'ORGANISATION');
  const eventId = eventOf(accessToken);
  const ofEvent = organisations.filter(({ authEventId }) => authEventId === eventId);
  const meant = eventId !== null && ofEvent.length > 0 ? ofEvent : organisations;
  const companies = meant
    .toSorted((a, b) => changedAt(b) - changedAt(a))
    .map(({ tenantId, tenantName }) => ({ booksId: tenantId, name: tenantName ?? null }));
  return { companies, reached: organisations.map(({ tenantId }) => tenantId) };
}

const changedAt = ({ updatedDateUtc }: Connection): number =>
  instantOf(updatedDateUtc?.replace(/(\.\d{3})\d+/, '$1'))?.getTime() ?? 0;

/** It came from the token endpoint itself, so its claims are read as they are. */
function eventOf(accessToken: string): string | null {
  try {
    const { authentication_event_id: id } = decodeJwt(accessToken);
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}

/** Ends the connection of one organisation; one that is gone already is as good as ended (facts: Xero 1.4). */
export async function endConnection(
  settings: XeroSettings,
  tenantId: string,
  accessToken: string,
): Promise<void> {
  const found = (await list(settings, accessToken)).find((one) => one.tenantId === tenantId);
  if (!found) return;
  const url = `${settings.apiUrl}/connections/${encodeURIComponent(found.id)}`;
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await askUntilAnswered(settings, url, { method: 'DELETE', headers });
  const error = errorOf(answer, settings.now());
  if (error && !hasCode(error, 'xero.not-found')) throw error;
}

async function list(settings: XeroSettings, accessToken: string): Promise<Connection[]> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const url = `${settings.apiUrl}/connections`;
  const answer: Answer = await askUntilAnswered(settings, url, { headers });
  const error = errorOf(answer, settings.now());
  if (error) throw error;
  const connections = z.array(connectionSchema).safeParse(answer.body);
  if (!connections.success) throw garbled(answer, settings.now());
  return connections.data;
}
