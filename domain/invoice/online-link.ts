/** Longest address that is put into a message. */
const MAX_LENGTH = 2000;

/**
 * The address of an invoice's page as the books gave it, or null when it is none that a customer should be sent to: only `https`, without
 * a name or password in it.
 */
export function onlineLinkOf(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > MAX_LENGTH || !URL.canParse(given)) return null;
  const { protocol, username, password, href } = new URL(given);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
