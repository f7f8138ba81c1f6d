import type { z } from 'zod';
import type { SenderJson } from '../../../domain/api/sender.ts';
import { NotFound } from '../../../domain/errors.ts';
import { domainChecks, StoredCheck, wantedRecords } from '../../../domain/sender/domain-check.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import { domainOf, SenderSettings } from '../../../domain/sender/settings.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { ownershipTokens } from './token.ts';

type View = z.input<typeof SenderJson>;

/** In whose name messages leave now, and what is to be published for the organisation's own domain. */
export async function readSender(ctx: Context, member: Member): Promise<View> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const row = await inOrganisation(ctx.store, organisationId, (tx) =>
    findOrganisation(tx, organisationId),
  );
  if (!row) throw new NotFound('organisation.unknown', 'no such organisation');
  const { spfInclude, dkim } = ctx.settings.senderOffer;
  return {
    ...senderOf(row, ctx.settings.mailFrom),
    offered: spfInclude !== null || dkim !== null,
    domain: domainView(ctx, row),
  };
}

function domainView({ secrets, settings }: Context, row: Organisation): View['domain'] {
  const { address } = SenderSettings.parse(row.sender);
  if (address === null) return null;
  const name = domainOf(address);
  const [token] = ownershipTokens(secrets, row.id as OrganisationId, name);
  const wanted = wantedRecords(name, token, settings.senderOffer);
  const stored = StoredCheck.safeParse(row.senderCheck).data;
  const check = stored?.domain === name ? stored : null;
  return {
    name,
    passed: check?.passed ?? false,
    checkedAt: check?.checkedAt ?? null,
    checks: domainChecks.map((one) => {
      const record = wanted.find(({ check: about }) => about === one) ?? null;
      return {
        check: one,
        state: check?.states[one] ?? (record ? 'missing' : 'not-offered'),
        record: record && { type: record.type, host: record.host, value: record.value },
      };
    }),
  };
}
