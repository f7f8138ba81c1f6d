/** 128 bits as 32 hexadecimal digits: mail systems may write the part before the `@` in small letters. */
const token = /^r\+([0-9a-f]{32})$/;

/** Where replies to one message go. Nothing of a customer's is in it (facts: delivery 3.6). */
export function replyAddress(replyToken: string, host: string): string {
  return `r+${replyToken}@${host}`;
}

/** The tokens among the addresses that a mail was sent to; those of other hosts are none of ours. */
export function replyTokens(addresses: readonly string[], host: string): string[] {
  return addresses.flatMap((address) => {
    const at = address.lastIndexOf('@');
    if (address.slice(at + 1).toLowerCase() !== host.toLowerCase()) return [];
    return token.exec(address.slice(0, at).toLowerCase())?.[1] ?? [];
  });
}

/** What the ids in References and In-Reply-To tell, when they are those that our own mail carries. */
export interface ThreadClues {
  organisationId: string;
  /** Deliveries named by their own ids, which nobody can guess. */
  deliveryIds: string[];
  invoiceIds: string[];
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Null when no thread of ours is named: only that tells the organisation. */
export function threadClues(ids: readonly string[]): ThreadClues | null {
  const threads = ids.flatMap((id) => {
    const found = new RegExp(`^<?thread\\.inv\\.(${uuid})\\.([^@]+)@`, 'i').exec(id);
    return found ? [{ organisationId: found[1] ?? '', invoiceId: found[2] ?? '' }] : [];
  });
  const organisationId = threads[0]?.organisationId.toLowerCase();
  if (organisationId === undefined) return null;
  return {
    organisationId,
    deliveryIds: ids.flatMap(
      (id) => new RegExp(`^<?(${uuid})@`, 'i').exec(id)?.[1]?.toLowerCase() ?? [],
    ),
    invoiceIds: threads.map(({ invoiceId }) => invoiceId),
  };
}
