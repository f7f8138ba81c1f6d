import {
  dmarcHosts,
  judgeDkim,
  judgeDmarc,
  judgeOwnership,
  judgeSpf,
  wantedRecords,
  type CheckState,
  type CheckStates,
} from '../../../domain/sender/domain-check.ts';
import type { Context } from '../context.ts';

/** Asks the name servers everything about a domain. `tokens` are those that show whose it is. */
export async function askDomain(
  { dns, settings: { senderOffer } }: Context,
  domain: string,
  tokens: [string, ...string[]],
): Promise<CheckStates> {
  const wanted = wantedRecords(domain, tokens[0], senderOffer);
  const hostOf = (check: string): string => wanted.find((one) => one.check === check)?.host ?? '';
  const dkimKind = wanted.find(({ check }) => check === 'dkim')?.type;
  const [ownership, spf, dkim, dmarc] = await Promise.all([
    dns.texts(hostOf('ownership')),
    dns.texts(domain),
    dkimKind === 'CNAME' ? dns.aliases(hostOf('dkim')) : dns.texts(hostOf('dkim') || domain),
    askDmarc(dns, domain),
  ]);
  return {
    ownership: judgeOwnership(ownership, tokens),
    spf: judgeSpf(spf, senderOffer),
    dkim: judgeDkim(dkim, senderOffer),
    dmarc,
  };
}

/** The nearest name that holds a record decides. */
async function askDmarc(dns: Context['dns'], domain: string): Promise<CheckState> {
  for (const host of dmarcHosts(domain)) {
    const state = judgeDmarc(await dns.texts(host));
    if (state !== 'missing') return state;
  }
  return 'missing';
}
