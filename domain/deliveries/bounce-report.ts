/** What a mail server reports about one recipient (RFC 3464). */
export interface Bounce {
  address: string;
  action: 'failed' | 'delayed' | 'delivered';
  /** Enhanced status code, e.g. `5.1.1`; empty when it names none. */
  status: string;
  /** The server's own words. */
  diagnostic: string;
}

/**
 * The recipients of a report, out of the raw text of the mail: readers of MIME do not list the machine-readable part (facts: delivery
 * 3.6). Actions that say nothing about arrival (`relayed`, `expanded`) are left out. Empty when it is no such report.
 */
export function bounceReport(raw: string): Bounce[] {
  const text = raw.replaceAll('\r\n', '\n');
  const start = /^content-type:\s*message\/(global-)?delivery-status/im.exec(text);
  if (!start) return [];
  const part = text.slice(start.index);
  const end = part.search(/\n--/);
  return (end < 0 ? part : part.slice(0, end))
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .flatMap((block) => toBounce(block) ?? []);
}

function toBounce(block: string): Bounce | null {
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(block)?.[1]?.trim() ?? '';
  const withoutType = (value: string) => value.slice(value.indexOf(';') + 1).trim();
  const address = withoutType(field('Final-Recipient') || field('Original-Recipient'))
    .replace(/^<|>$/g, '')
    .slice(0, 320);
  const action = field('Action').toLowerCase();
  if (!address.includes('@') || !isAction(action)) return null;
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(field('Status'))?.[0] ?? '';
  return { address, action, status, diagnostic: withoutType(field('Diagnostic-Code')) };
}

function isAction(text: string): text is Bounce['action'] {
  return text === 'failed' || text === 'delayed' || text === 'delivered';
}
