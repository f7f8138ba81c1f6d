/**
 * Hosts of mailboxes for everybody. Nobody can publish records there, and mail in their name from elsewhere is refused (facts: delivery
 * 5.2).
 */
const hosts: ReadonlySet<string> = new Set([
  'aol.com',
  'gmail.com',
  'gmx.com',
  'gmx.de',
  'gmx.fr',
  'googlemail.com',
  'hotmail.ca',
  'hotmail.co.uk',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'laposte.net',
  'live.ca',
  'live.com',
  'live.fr',
  'mac.com',
  'mail.com',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'outlook.fr',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'sfr.fr',
  'sympatico.ca',
  'videotron.ca',
  'wanadoo.fr',
  'yahoo.ca',
  'yahoo.co.uk',
  'yahoo.com',
  'yahoo.fr',
  'ymail.com',
  'zoho.com',
]);

export function isConsumerDomain(domain: string): boolean {
  return hosts.has(domain.toLowerCase());
}
