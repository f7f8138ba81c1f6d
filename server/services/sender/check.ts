import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { nextCheck, StoredCheck } from '../../../domain/sender/domain-check.ts';
import { domainLostNote } from '../../../domain/sender/domain-lost-note.ts';
import { domainOf, SenderSettings } from '../../../domain/sender/settings.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { organisationsToCheck, storeCheck } from '../../db/sender.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { addTask } from '../tasks/add.ts';
import { askDomain } from './ask-domain.ts';
import { readSender } from './read.ts';
import { ownershipTokens } from './token.ts';

const DAY_MS = 24 * 3_600_000;

/** "Check again": asks the name servers now. */
export async function checkSender(
  ctx: Context,
  member: Member,
): Promise<Awaited<ReturnType<typeof readSender>>> {
  assertMay(member, 'run');
  await checkOrganisation(ctx, member.organisationId);
  return readSender(ctx, member);
}

/**
 * Checks each domain once a day. One that passes no more falls back to Dunlin's address at once, and people are told. For the clock;
 * returns how many were checked.
 */
export async function recheckSenders(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - DAY_MS);
  const due = await asSystem(ctx.store, (tx) => organisationsToCheck(tx, before));
  for (const id of due) await checkOrganisation(ctx, id);
  return due.length;
}

async function checkOrganisation(ctx: Context, organisationId: OrganisationId): Promise<void> {
  const domain = await inOrganisation(ctx.store, organisationId, async (tx) =>
    ownDomain(await findOrganisation(tx, organisationId)),
  );
  if (domain === null) return;
  // Outside a transaction: name servers may take their time.
  const states = await askDomain(ctx, domain, ownershipTokens(ctx.secrets, organisationId, domain));
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await findOrganisation(tx, organisationId);
    // Somebody chose another address meanwhile: what was found is not about it.
    if (!row || ownDomain(row) !== domain) return;
    const before = StoredCheck.safeParse(row.senderCheck).data ?? null;
    const after = nextCheck(before, { domain, states, now: ctx.now() });
    await storeCheck(tx, organisationId, after);
    const passedBefore = before?.domain === domain && before.passed;
    if (after.passed !== passedBefore) await tell(ctx, tx, row, domain, after.passed);
    await announce(tx, organisationId, 'organisation');
  });
}

function ownDomain(row: Organisation | undefined): string | null {
  const { address } = SenderSettings.parse(row?.sender ?? {});
  return address === null ? null : domainOf(address);
}

async function tell(
  ctx: Context,
  tx: Tx,
  row: Organisation,
  domain: string,
  passed: boolean,
): Promise<void> {
  const organisationId = row.id as OrganisationId;
  const now = ctx.now();
  await addActivity(tx, {
    organisationId,
    at: now,
    kind: passed ? 'sender.passed' : 'sender.lost',
    actor: dunlin,
    detail: { domain },
  });
  if (passed) return;
  await addTask(tx, organisationId, now, {
    kind: 'other',
    key: `sender-lost:${domain}:${now.toISOString()}`,
    dueOn: localDateOf(now, row.timeZone),
    note: domainLostNote(domain, row.language === 'fr' ? 'fr' : 'en'),
  });
}
