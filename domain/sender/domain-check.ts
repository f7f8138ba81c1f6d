import { z } from 'zod';

export const domainChecks = ['ownership', 'spf', 'dkim', 'dmarc'] as const;
export type DomainCheck = (typeof domainChecks)[number];

/** `no-answer`: the name servers did not say; `not-offered`: the operator of Dunlin has not set this up. */
export const checkStates = ['ok', 'missing', 'wrong', 'no-answer', 'not-offered'] as const;
export type CheckState = (typeof checkStates)[number];
export type CheckStates = Record<DomainCheck, CheckState>;

/** What the operator lets organisations publish; null: not set up. */
export interface SenderOffer {
  /** Name that an SPF record includes. */
  spfInclude: string | null;
  /** Where the key of our signatures stands: another name, or the key itself, in base64. */
  dkim: { selector: string; target: string } | { selector: string; publicKey: string } | null;
}

/** A record to publish at the domain's name servers. */
export interface WantedRecord {
  check: DomainCheck;
  type: 'TXT' | 'CNAME';
  host: string;
  value: string;
}

export function wantedRecords(domain: string, token: string, offer: SenderOffer): WantedRecord[] {
  const { spfInclude, dkim } = offer;
  const records: WantedRecord[] = [
    { check: 'ownership', type: 'TXT', host: `_dunlin.${domain}`, value: ownershipText(token) },
  ];
  if (spfInclude !== null)
    records.push({
      check: 'spf',
      type: 'TXT',
      host: domain,
      value: `v=spf1 include:${spfInclude} ~all`,
    });
  if (dkim) records.push({ check: 'dkim', ...dkimRecord(domain, dkim) });
  records.push({
    check: 'dmarc',
    type: 'TXT',
    host: `_dmarc.${domain}`,
    value: 'v=DMARC1; p=none',
  });
  return records;
}

function dkimRecord(
  domain: string,
  dkim: NonNullable<SenderOffer['dkim']>,
): Omit<WantedRecord, 'check'> {
  const host = `${dkim.selector}._domainkey.${domain}`;
  return 'target' in dkim
    ? { type: 'CNAME', host, value: dkim.target }
    : { type: 'TXT', host, value: `v=DKIM1; k=rsa; p=${dkim.publicKey}` };
}

export const ownershipText = (token: string): string => `dunlin-verification=${token}`;

/** What the name servers said to one question. */
export type DnsAnswer =
  { kind: 'found'; values: string[] } | { kind: 'none' } | { kind: 'no-answer' };

/** An organisation's domain is its own only when one of the tokens made for it stands there: records for Dunlin prove nothing. */
export function judgeOwnership(answer: DnsAnswer, tokens: string[]): CheckState {
  const texts = tokens.map(ownershipText);
  return judge(answer, (values) => {
    const ours = values.filter((value) => value.startsWith('dunlin-verification='));
    if (ours.some((value) => texts.includes(value.trim()))) return 'ok';
    return ours.length > 0 ? 'wrong' : 'missing';
  });
}

/** One record only, as RFC 7208 has it; a second one makes both count for nothing. */
export function judgeSpf(answer: DnsAnswer, { spfInclude }: SenderOffer): CheckState {
  if (spfInclude === null) return 'not-offered';
  return judge(answer, (values) => {
    const records = values.filter((value) => /^v=spf1(\s|$)/i.test(value.trim()));
    if (records.length === 0) return 'missing';
    const terms = (records[0] ?? '').toLowerCase().split(/\s+/);
    const isNamed = terms.some(
      (term) => term.replace(/^\+/, '') === `include:${spfInclude}`.toLowerCase(),
    );
    return records.length === 1 && isNamed ? 'ok' : 'wrong';
  });
}

export function judgeDkim(answer: DnsAnswer, { dkim }: SenderOffer): CheckState {
  if (!dkim) return 'not-offered';
  return judge(answer, (values) => {
    const isOurs = (value: string): boolean =>
      'target' in dkim
        ? bareName(value) === bareName(dkim.target)
        : keyIn(value) === dkim.publicKey;
    return values.some(isOurs) ? 'ok' : 'wrong';
  });
}

const bareName = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const keyIn = (record: string): string | undefined =>
  /(?:^|;)\s*p=([A-Za-z0-9+/=\s]+)/.exec(record)?.[1]?.replace(/\s/g, '');

export function judgeDmarc(answer: DnsAnswer): CheckState {
  return judge(answer, (values) => {
    const records = values.filter((value) => /^v=DMARC1\s*(;|$)/i.test(value.trim()));
    if (records.length === 0) return 'missing';
    const hasPolicy = /;\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)/i.test(records[0] ?? '');
    return records.length === 1 && hasPolicy ? 'ok' : 'wrong';
  });
}

function judge(answer: DnsAnswer, read: (values: string[]) => CheckState): CheckState {
  if (answer.kind === 'found') return read(answer.values);
  return answer.kind === 'none' ? 'missing' : 'no-answer';
}

/** The domain and the ones above it that may hold its DMARC record (RFC 9989, tree walk), nearest first; never a top level alone. */
export function dmarcHosts(domain: string): string[] {
  const labels = domain.split('.');
  const names = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return names.slice(0, 8).map((name) => `_dmarc.${name}`);
}

/**
 * Whether messages may leave in the domain's name: it is the organisation's, one of SPF and DKIM is aligned, and DMARC is there (facts:
 * delivery 5.2). Null when name servers that did not answer leave it open.
 */
export function passes({ ownership, spf, dkim, dmarc }: CheckStates): boolean | null {
  const signed =
    spf === 'ok' || dkim === 'ok'
      ? 'ok'
      : [spf, dkim].includes('no-answer')
        ? 'no-answer'
        : 'missing';
  const parts: CheckState[] = [ownership, signed, dmarc];
  if (parts.every((state) => state === 'ok')) return true;
  return parts.every((state) => state === 'ok' || state === 'no-answer') ? null : false;
}

/** The last check of an organisation's domain, as it is stored. */
export const StoredCheck = z.object({
  domain: z.string(),
  checkedAt: z.iso.datetime(),
  states: z.object({
    ownership: z.enum(checkStates),
    spf: z.enum(checkStates),
    dkim: z.enum(checkStates),
    dmarc: z.enum(checkStates),
  }),
  passed: z.boolean(),
  /** The last time it surely passed. */
  passedAt: z.iso.datetime().nullable(),
});
export type StoredCheck = z.infer<typeof StoredCheck>;

/** Name servers may be out for a while; after that, a domain that nobody can ask about does not count. */
const GRACE_MS = 3 * 24 * 3_600_000;

/** The check to store: what is left open stays as it was, for a while. */
export function nextCheck(
  before: StoredCheck | null,
  found: { domain: string; states: CheckStates; now: Date },
): StoredCheck {
  const { domain, states, now } = found;
  const last = before?.domain === domain ? before : null;
  const answer = passes(states);
  const passedAt = answer === true ? now.toISOString() : (last?.passedAt ?? null);
  const isRecent = passedAt !== null && now.getTime() - Date.parse(passedAt) < GRACE_MS;
  const passed = answer ?? (last?.passed === true && isRecent);
  return { domain, checkedAt: now.toISOString(), states, passed, passedAt };
}
