import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { DeliveryProof } from '../../../domain/api/proof.ts';
import { copiesOf } from '../../../domain/deliveries/copies.ts';
import { NotFound } from '../../../domain/errors.ts';
import { gateName, gateSentence } from '../../../domain/gates/sentences.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { deliveriesOfMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { findMessage } from '../../db/invoice-detail.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { customerName, evidenceOfMessage, lastLookOf, namesOfDelivery } from '../../db/proof.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { isId } from '../silence/subject.ts';
import { momentIn } from './moment.ts';

export interface Proof {
  proof: DeliveryProof;
  /** The file, and what its checksum is over. */
  json: Buffer;
  sha256: string;
  /** Language of the organisation: the proof's own words are in it. */
  language: 'en' | 'fr';
}

/** Everything that is known about one message that was handed over. Throws NotFound, also for one that was not. */
export async function readProof(ctx: Context, member: Member, id: string): Promise<Proof> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const gathered = isId(id)
    ? await inOrganisation(ctx.store, organisationId, (tx) =>
        gather(tx, organisationId, id as DeliveryId),
      )
    : null;
  if (!gathered) throw new NotFound('delivery.unknown', 'no such message');
  const proof = DeliveryProof.parse(gathered.proof);
  const json = Buffer.from(`${JSON.stringify(proof, null, 2)}\n`);
  return { ...gathered, proof, json, sha256: sha256Of(json) };
}

type Draft = z.input<typeof DeliveryProof>;

async function gather(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<{ proof: Draft; language: 'en' | 'fr' } | null> {
  const rows = await deliveriesOfMessage(tx, organisationId, id);
  const asked = rows.find((row) => row.id === id);
  const message = await findMessage(tx, organisationId, id);
  const organisation = await findOrganisation(tx, organisationId);
  if (!asked?.calledAt || !message || !organisation) return null;
  const carrier = rows.find((row) => row.id === (asked.leftWith ?? asked.id)) ?? asked;
  const language = organisation.language === 'fr' ? 'fr' : 'en';
  const moment = momentIn(organisation.timeZone);
  const evidence = await evidenceOfMessage(tx, organisationId, carrier.id as DeliveryId);
  const invoices: Draft['invoices'] = [];
  for (const row of rows) invoices.push(await invoiceOf(tx, row, organisation));
  const heard = evidence.map((one) => ({ ...one, at: one.at.toISOString() }));
  const { html, text, subject, attachments, envelope } = message;
  const recipients = carrier.recipients ?? [];
  return {
    language,
    proof: {
      format: 'dunlin-delivery-proof-1',
      organisation: {
        id: organisation.id,
        name: organisation.name,
        timeZone: organisation.timeZone,
      },
      customer:
        asked.customerId === null
          ? null
          : {
              id: asked.customerId,
              name: await customerName(tx, organisationId, asked.customerId),
            },
      delivery: {
        id,
        channel: asked.channel,
        state: asked.state,
        provider: carrier.provider,
        providerId: carrier.providerId,
        messageId: carrier.messageId,
        handedOverAt: moment(asked.calledAt),
        sentAt: asked.sentAt && moment(asked.sentAt),
      },
      invoices,
      message: {
        language: message.language,
        envelope,
        recipients,
        subject,
        text,
        html,
        htmlSha256: sha256Of(Buffer.from(html)),
        attachments,
      },
      copies: copiesOf(recipients, heard).map(({ address, outcome, failed }) => ({
        address,
        outcome,
        reason: failed?.reason ?? '',
      })),
      evidence: evidence.map(({ kind, source, address, at, raw, rawKey }) => ({
        kind,
        source,
        address,
        at: moment(at),
        raw,
        rawKey,
      })),
    },
  };
}

async function invoiceOf(
  tx: Tx,
  row: DeliveryRecord,
  { language, timeZone }: Organisation,
): Promise<Draft['invoices'][number]> {
  const { number, ruleName } = await namesOfDelivery(tx, row);
  const look = await lastLookOf(tx, row);
  return {
    deliveryId: row.id,
    id: row.invoiceId,
    number,
    plannedOn: row.plannedOn,
    rule: toRule(row, ruleName),
    stepDays: row.days,
    kind: row.reminderClass,
    decision: look
      ? {
          at: momentIn(timeZone)(look.decidedAt),
          ruleVersion: look.ruleVersion,
          gates: look.gates.map((gate) => ({
            ...gate,
            name: gateName(gate.gate, language),
            says: gateSentence(gate, language),
          })),
        }
      : null,
  };
}

function toRule(
  { ruleId, ruleVersion }: DeliveryRecord,
  name: string | null,
): Draft['invoices'][number]['rule'] {
  if (ruleId === null || ruleVersion === null) return null;
  return { id: ruleId, name: name ?? '', version: ruleVersion };
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
