import { Resolver } from 'node:dns/promises';
import type { DnsAnswer } from '../domain/sender/domain-check.ts';

/** Questions to name servers. An answer is a value: `no-answer` when they fail or stay silent. */
export interface Dns {
  /** Texts of a name, each in one piece. */
  texts(name: string): Promise<DnsAnswer>;
  /** The name that another one stands for. */
  aliases(name: string): Promise<DnsAnswer>;
}

export interface DnsSettings {
  /** `1.1.1.1` or `127.0.0.1:5353`; none: those of the machine. Throws RangeError for what is no address. */
  servers?: string[] | undefined;
  timeoutMs?: number;
}

/** Half a minute at most for each question, however many servers there are. Ours. */
const usualTimeoutMs = 3_000;
const tries = 2;

export function openDns({ servers, timeoutMs = usualTimeoutMs }: DnsSettings): Dns {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers?.length) setServers(resolver, servers);
  return {
    texts: (name) =>
      ask(async () => (await resolver.resolveTxt(name)).map((part) => part.join(''))),
    aliases: (name) => ask(() => resolver.resolveCname(name)),
  };
}

function setServers(resolver: Resolver, servers: string[]): void {
  try {
    resolver.setServers(servers);
  } catch (cause) {
    throw new RangeError('DNS_SERVERS: not addresses of name servers', { cause });
  }
}

async function ask(question: () => Promise<string[]>): Promise<DnsAnswer> {
  try {
    const values = await question();
    return values.length > 0 ? { kind: 'found', values } : { kind: 'none' };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return { kind: nothingThere.has(code) ? 'none' : 'no-answer' };
  }
}

/** The servers answered: there is no such name, or nothing of this kind. EBADNAME is a name that cannot exist. */
const nothingThere: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);
