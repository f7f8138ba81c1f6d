/** Hosts where anybody has a mailbox: there the domain says nothing about who somebody is. */
const publicHosts = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.fr',
  'hotmail.com',
  'hotmail.fr',
  'live.com',
  'live.ca',
  'live.fr',
  'msn.com',
  'yahoo.com',
  'yahoo.ca',
  'yahoo.fr',
  'icloud.com',
  'me.com',
  'aol.com',
  'gmx.com',
  'gmx.fr',
  'proton.me',
  'protonmail.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'sfr.fr',
  'laposte.net',
  'videotron.ca',
  'sympatico.ca',
  'bell.net',
  'rogers.com',
  'shaw.ca',
]);

/** Whether a test may go to this address: it is the company's, or in the company's own domain (ux R6). */
export function isOwnAddress(address: string, companyEmail: string | null): boolean {
  const [given, own] = [address, companyEmail ?? ''].map((one) => one.trim().toLowerCase());
  if (own === undefined || own === '' || given === undefined) return false;
  const domain = domainOf(own);
  return given === own || (domainOf(given) === domain && !publicHosts.has(domain));
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
