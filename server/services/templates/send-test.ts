import type { z } from 'zod';
import type { TestSendRequest, TestSent } from '../../../domain/api/templates.ts';
import { Invalid, NotFound, Refused, TryLater } from '../../../domain/errors.ts';
import type { DeliveryId } from '../../../domain/ids.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import { isOwnAddress } from '../../../domain/templates/test-address.ts';
import type { Message, SendAnswer } from '../../../integrations/channel.ts';
import { addActivity } from '../../db/activity.ts';
import { findPerson } from '../../db/people.ts';
import { countTests, forgetTest, noteTest } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertSavable } from './check-texts.ts';
import { renderText } from './preview-text.ts';

type Request = z.output<typeof TestSendRequest>;

/** Nobody needs more to see how a text looks; a stolen session must not make us a mailer. */
const MAX_TESTS_AN_HOUR = 30;
const HOUR_MS = 3_600_000;

/**
 * Sends a text to the signed-in person or a colleague, marked [Test]. No delivery and no contact: no customer hears of it. The same key
 * twice sends one message, also when the answer was lost. Throws Invalid for an address elsewhere or a text with errors, TryLater above
 * the hourly limit, and Refused when the mail server said no.
 */
export async function sendTest(
  ctx: Context,
  member: Member,
  request: Request,
): Promise<z.input<typeof TestSent>> {
  assertMay(member, 'work');
  const to = request.to ?? (await getOwnAddress(ctx, member));
  const prepared = await prepare(ctx, member, request, to);
  if (!prepared) return { to };
  const { organisationId } = member;
  const answer = await ctx.email.send(prepared.message);
  if (answer.kind === 'refused' || answer.kind === 'later') {
    await inOrganisation(ctx.store, organisationId, (tx) =>
      forgetTest(tx, organisationId, request.key),
    );
    throw notSent(answer, ctx.now());
  }
  await inOrganisation(ctx.store, organisationId, (tx) =>
    addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'template.tested',
      actor: actorOf(member),
      detail: { templateId: request.template, template: prepared.name, to },
    }),
  );
  return { to };
}

/** The message, and a note that it is on its way; null when the same was asked for before. */
function prepare(
  ctx: Context,
  member: Member,
  request: Request,
  to: string,
): Promise<{ message: Message; name: string } | null> {
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const now = ctx.now();
    const { template, today, checks, message } = await renderText(tx, organisationId, now, request);
    const { record } = today;
    if (request.to !== null && !isOwnAddress(to, record.companyEmail)) throw foreignAddress();
    assertSavable(checks.filter(({ language }) => language === request.language));
    if (!message) throw new NotFound('template.nothing-to-send', 'no text or no invoice');
    if ((await countTests(tx, organisationId, now)) >= MAX_TESTS_AN_HOUR)
      throw new TryLater('template.tests-used', 'too many', new Date(now.getTime() + HOUR_MS));
    if (!(await noteTest(tx, organisationId, request.key, now))) return null;
    return {
      name: template.name[request.language],
      message: {
        key: request.key as DeliveryId,
        organisationId,
        ...senderOf(record, ctx.settings.mailFrom),
        to: [to],
        cc: [],
        bcc: [],
        ...message,
        subject: `[Test] ${message.subject}`,
        attachments: [],
        threadKey: `test.${organisationId}.${request.key}`,
      },
    };
  });
}

async function getOwnAddress(ctx: Context, { personId }: Member): Promise<string> {
  const person = await findPerson(ctx.store.db, personId);
  if (!person) throw new NotFound('person.unknown', 'the person is gone');
  return person.email;
}

function foreignAddress(): Invalid {
  const message = 'not an address of the own domain';
  return new Invalid('template.foreign-address', message, [
    { path: 'to', code: 'foreign-address', message },
  ]);
}

type NotSent = Extract<SendAnswer, { kind: 'refused' | 'later' }>;

/** An answer that was lost counts as sent: the person looks into the mailbox, and another click is another test. */
function notSent(answer: NotSent, now: Date): Refused | TryLater {
  return answer.kind === 'refused'
    ? new Refused('template.test-refused', answer.code)
    : new TryLater('template.test-later', answer.code, new Date(now.getTime() + answer.afterMs));
}
