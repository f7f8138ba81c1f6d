/** Of an inbound mail, as far as it tells whether a person wrote it. Header names in small letters. */
export interface MailSigns {
  header(name: string): string | undefined;
  /** Sender of the envelope; empty for `<>`. */
  envelopeFrom: string;
  /** Address of the From header. */
  from: string;
  subject: string;
}

/**
 * Whether a program wrote it: an absence note, a list, a report of a mail server. Then it is nobody's reply (facts: delivery 3.6,
 * RFC 3834). One sign is enough; what was written by a person and looks automatic is still kept.
 */
export function isAutomatic({ header, envelopeFrom, from, subject }: MailSigns): boolean {
  const said = (name: string) => (header(name) ?? '').trim().toLowerCase();
  const submitted = said('auto-submitted').split(';')[0]?.trim() ?? '';
  if (submitted !== '' && submitted !== 'no') return true;
  if (/^(bulk|junk|auto[_-]reply)\b/.test(said('precedence'))) return true;
  if (header('x-autoreply') !== undefined || header('x-autorespond') !== undefined) return true;
  if (header('x-auto-response-suppress') !== undefined && automaticSubject.test(subject))
    return true;
  if (said('content-type').startsWith('multipart/report')) return true;
  return envelopeFrom.trim() === '' || /^(mailer-daemon|postmaster)@/i.test(from.trim());
}

/** As mail programs of our two languages and their neighbours begin an absence note. */
const automaticSubject =
  /^\s*(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|r[ée]ponse automatique|absence|automatische antwort|respuesta autom[áa]tica)/i;
