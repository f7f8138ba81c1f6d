import { StoredCheck } from './domain-check.ts';
import { domainOf, SenderSettings } from './settings.ts';

export interface Sender {
  from: { name: string; address: string };
  replyTo: string | null;
}

interface SendingOrganisation {
  name: string;
  companyEmail: string | null;
  /** As stored. */
  sender: unknown;
  senderCheck: unknown;
}

/**
 * In whose name a message leaves: the organisation's own address once its domain has passed, else Dunlin's with the name of the
 * organisation. Never an address whose domain we cannot sign for (facts: delivery 5.2).
 */
export function senderOf(organisation: SendingOrganisation, dunlinAddress: string): Sender {
  const { name, replyTo, address } = SenderSettings.parse(organisation.sender);
  const shown = name || organisation.name;
  const reply = replyTo ?? organisation.companyEmail;
  if (address !== null && hasPassed(organisation.senderCheck, domainOf(address)))
    return { from: { name: shown, address }, replyTo: reply ?? address };
  return {
    from: { name: `${shown} via Dunlin`, address: dunlinAddress },
    replyTo: reply ?? address,
  };
}

/** A check counts for its own domain only: another address waits for its own. */
export function hasPassed(stored: unknown, domain: string): boolean {
  const check = StoredCheck.safeParse(stored).data;
  return check?.domain === domain && check.passed;
}
