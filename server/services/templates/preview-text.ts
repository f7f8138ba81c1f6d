import type { z } from 'zod';
import type { TextPreview, TextPreviewRequest } from '../../../domain/api/templates.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { RenderedMessage, Template } from '../../../domain/templates/template.ts';
import { usageOf } from '../../../domain/templates/usage.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { renderFor } from '../deliveries/render-for.ts';
import { assertMay } from '../organisations/may.ts';
import { checkTexts, withoutEmpty } from './check-texts.ts';
import { findExampleInvoices } from './example-invoices.ts';
import { loadSenders } from './senders.ts';

type Request = z.output<typeof TextPreviewRequest>;

/** Texts that need not be saved: what saving them would find, and the message they make of real invoices. */
export function previewText(ctx: Context, member: Member, request: Request): Promise<TextPreview> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const drawn = await renderText(tx, organisationId, ctx.now(), request);
    const { checks, example } = drawn;
    if (!example || !drawn.message) return { message: null, checks };
    const [lead] = example;
    const message = {
      ...drawn.message,
      invoiceId: lead?.invoice.id ?? '',
      invoiceNumber: lead?.invoice.number ?? null,
      customerName: lead?.customer?.fullName ?? null,
      invoices: example.length,
    };
    return { message, checks };
  });
}

interface DrawnText {
  template: Template;
  today: OrganisationToday;
  checks: TextPreview['checks'];
  /** Null without any invoice. */
  example: Candidate[] | null;
  /** Null when the language is not written or has errors, and without any invoice. */
  message: RenderedMessage | null;
}

/** Throws NotFound for an unknown template, and for an invoice that was asked for and is unknown. */
export async function renderText(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
  request: Request,
): Promise<DrawnText> {
  const saved = await findTemplate(tx, organisationId, request.template);
  if (!saved) throw new NotFound('template.not-found', 'no such template');
  const template = { ...saved, texts: withoutEmpty(request.texts) };
  const usage = usageOf(saved.id, await loadSenders(tx, organisationId));
  const checks = checkTexts(template.texts, usage.languages);
  const today = await getOrganisationToday(tx, organisationId, now);
  const example = await findExample(tx, organisationId, today, { ...request, kind: saved.kind });
  const { language } = request;
  const isSound =
    template.texts[language] !== undefined &&
    !checks.some((check) => check.language === language && check.severity === 'error');
  const message =
    isSound && example ? renderFor(template, language, today, example, { hasPdf: true }) : null;
  return { template, today, checks, example, message };
}

/** Without any invoice there is nothing to show, but the checks are worth telling; one that was named must exist. */
async function findExample(
  tx: Tx,
  organisationId: OrganisationId,
  today: OrganisationToday,
  wanted: Parameters<typeof findExampleInvoices>[3],
): Promise<Candidate[] | null> {
  try {
    return await findExampleInvoices(tx, organisationId, today, wanted);
  } catch (error) {
    if (error instanceof NotFound && wanted.invoice === null) return null;
    throw error;
  }
}
