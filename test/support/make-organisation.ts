import { randomUUID } from 'node:crypto';
import { anyTime } from '../../scripts/support/any-time.ts';
import type { SendingSettings } from '../../domain/calendar/sending-settings.ts';
import type { ConnectionId, OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Tokens } from '../../integrations/books.ts';
import { connection, membership, organisation, person } from '../../server/db/schema/index.ts';
import { inOrganisationAsSystem } from '../../server/db/transaction.ts';
import type { Context, Member } from '../../server/services/context.ts';
import { saveGrant } from '../../server/services/connections/save-grant.ts';
import { booksColumns } from '../../server/services/connections/sealed-tokens.ts';

export interface TestOrganisation {
  id: OrganisationId;
  owner: Member;
  /** Null when made without books. */
  connectionId: ConnectionId | null;
}

interface Wanted {
  timeZone?: string;
  language?: 'en' | 'fr';
  remindersOn?: boolean;
  role?: Member['role'];
  homeCurrency?: string;
  sending?: Partial<SendingSettings>;
  /** A connection to this company of a system; tokens that live an hour, shared with nobody, unless given. */
  books?: { provider: string; booksId?: string; tokens?: Tokens; grantKey?: string };
}

/** An organisation of its own with one member, so that suites never share rows. */
export async function makeOrganisation(
  ctx: Pick<Context, 'store' | 'secrets'>,
  wanted: Wanted = {},
): Promise<TestOrganisation> {
  const id = randomUUID() as OrganisationId;
  const owner = await makePerson(ctx);
  const role = wanted.role ?? 'owner';
  const connectionId = wanted.books ? (randomUUID() as ConnectionId) : null;
  const at = new Date('2026-11-01T12:00:00Z');
  await inOrganisationAsSystem(ctx.store, id, async (tx) => {
    await tx.insert(organisation).values({
      id,
      name: 'Maple & Sons',
      timeZone: wanted.timeZone ?? 'America/Toronto',
      timeZoneConfirmed: true,
      language: wanted.language ?? 'en',
      homeCurrency: wanted.homeCurrency ?? 'CAD',
      customFields: [{ id: '1', name: 'Reminder' }],
      remindersOn: wanted.remindersOn ?? false,
      sending: { ...anyTime, ...wanted.sending },
      createdAt: at,
    });
    await tx
      .insert(membership)
      .values({ organisationId: id, personId: owner.id, role, createdAt: at });
    if (!wanted.books || !connectionId) return;
    const { provider, booksId = randomUUID(), tokens = freshTokens() } = wanted.books;
    const access = { key: wanted.books.grantKey ?? booksId, tokens };
    await tx.insert(connection).values({
      organisationId: id,
      id: connectionId,
      provider,
      ...booksColumns(ctx.secrets, connectionId, provider, booksId),
      grantId: await saveGrant(tx, ctx.secrets, provider, access),
      companyName: 'Maple & Sons',
      state: 'live',
      connectedAt: at,
      connectedBy: owner.name,
    });
  });
  return {
    id,
    owner: { organisationId: id, personId: owner.id, name: owner.name, role },
    connectionId,
  };
}

/** Somebody who belongs to no organisation yet. */
export async function makePerson(
  ctx: Pick<Context, 'store'>,
  name = 'Ana Tremblay',
): Promise<{ id: PersonId; name: string; subject: string }> {
  const id = randomUUID() as PersonId;
  const at = new Date('2026-11-01T12:00:00Z');
  const subject = `subject-${id}`;
  await ctx.store.db.insert(person).values({
    id,
    provider: 'stand-in',
    subject,
    email: `${id.slice(0, 8)}@example.com`,
    name,
    language: 'en',
    createdAt: at,
    seenAt: at,
  });
  return { id, name, subject };
}

export function freshTokens(): Tokens {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  return {
    accessToken: `access-${randomUUID()}`,
    accessExpiresAt: inMs(3_600_000),
    refreshToken: `refresh-${randomUUID()}`,
    refreshExpiresAt: inMs(100 * 86_400_000),
    refreshHardExpiresAt: null,
  };
}
