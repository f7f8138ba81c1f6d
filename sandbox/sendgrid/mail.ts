interface Address {
  email: string;
  name?: string;
}

/** Body of POST /v3/mail/send, as far as this stand-in looks at it. */
export interface MailSend {
  personalizations: { to: Address[]; cc?: Address[]; bcc?: Address[] }[];
  from: Address;
  reply_to?: Address;
  subject: string;
  content: { type: string; value: string }[];
  attachments?: { content: string; filename: string; type: string }[];
  headers?: Record<string, string>;
  custom_args?: Record<string, string>;
}

export interface TakenMail {
  /** What the answer says in X-Message-Id. */
  id: string;
  body: MailSend;
  /** Headers of the HTTP request. */
  request: Record<string, string | string[] | undefined>;
}

export function recipientsOf(body: MailSend): string[] {
  return body.personalizations.flatMap(({ to, cc = [], bcc = [] }) =>
    [...to, ...cc, ...bcc].map(({ email }) => email),
  );
}

/** The part before `@`, without what follows a `+`: it decides what happens, on any domain. */
export function behaviourOf(address: string): string {
  const localPart = address.slice(0, Math.max(address.lastIndexOf('@'), 0)).toLowerCase();
  return localPart.split('+')[0] ?? '';
}

const reserved =
  /^(x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$/i;

/** What the API refuses with 400; null when the mail is fine. */
export function findProblem(body: MailSend): string | null {
  if (!Array.isArray(body.personalizations) || body.personalizations.length === 0)
    return 'The personalizations field is required and must have at least one personalization.';
  const addresses = recipientsOf(body).map((email) => email.toLowerCase());
  if (addresses.length > 1000) return 'No more than 1000 recipients are allowed.';
  if (new Set(addresses).size !== addresses.length)
    return 'Each email address in the personalization block should be unique.';
  if (Object.keys(body.headers ?? {}).some((name) => reserved.test(name)))
    return 'The headers contain a reserved header.';
  if (body.content[0]?.type !== 'text/plain') return 'text/plain must be the first content.';
  if (JSON.stringify(body.custom_args ?? {}).length > 10_000) return 'custom_args are too long.';
  const files = body.attachments ?? [];
  if (files.some(({ content }) => Buffer.from(content, 'base64').toString('base64') !== content))
    return 'The attachment content must be base64 encoded.';
  return null;
}
