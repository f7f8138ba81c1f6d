import type { DeliveryId } from '../../../domain/ids.ts';
import type { InboundMail, Message } from '../../../integrations/channel.ts';
import type { Organisation } from '../../db/organisations.ts';

interface Forwarded {
  id: DeliveryId;
  organisation: Organisation;
  to: string;
  mailFrom: string;
  mail: InboundMail;
  mime: Buffer;
}

/** A mail with the original attached is taken up to this size (facts: delivery 5.6); a larger one goes on without it. */
const MOST_ATTACHED = 7_000_000;

/** Above these addresses a mail system may refuse the message; then the organisation answers by looking into the text. */
const plainAddress = /^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/u;

/** The reply as the organisation gets it: what the customer wrote, quoted, the mail itself attached, and answers go to the customer. */
export function forwardMessage({ id, organisation, to, mailFrom, mail, mime }: Forwarded): Message {
  const words = organisation.language === 'fr' ? french : english;
  const isWhole = mime.length <= MOST_ATTACHED;
  const who = mail.fromName === '' ? mail.from : `${mail.fromName} <${mail.from}>`;
  const quoted = mail.text.replaceAll('\r\n', '\n').replace(/^/gm, '> ');
  const text = [words.intro(who), isWhole ? '' : words.tooBig, quoted].filter(Boolean).join('\n\n');
  return {
    key: id,
    organisationId: organisation.id,
    from: { name: words.sender, address: mailFrom },
    replyTo: plainAddress.test(mail.replyTo) && mail.replyTo.length <= 254 ? mail.replyTo : null,
    to: [to],
    cc: [],
    bcc: [],
    subject: words.subject(mail.subject),
    text,
    html: `<pre style="white-space:pre-wrap;font-family:inherit">${escaped(text)}</pre>`,
    language: organisation.language === 'fr' ? 'fr' : 'en',
    attachments: isWhole
      ? [{ fileName: 'reply.eml', contentType: 'message/rfc822', content: mime }]
      : [],
    threadKey: `reply.${id}`,
  };
}

const english = {
  sender: 'Replies via Dunlin',
  subject: (subject: string) => `Customer replied: ${subject}`,
  intro: (who: string) =>
    `${who} answered a reminder. Your answer to this mail goes to the customer.`,
  tooBig: 'The mail is too large to be attached.',
};
const french: typeof english = {
  sender: 'Réponses via Dunlin',
  subject: (subject) => `Réponse d’un client\u00a0: ${subject}`,
  intro: (who) => `${who} a répondu à un rappel. Votre réponse à ce message ira au client.`,
  tooBig: 'Le message est trop volumineux pour être joint.',
};

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
