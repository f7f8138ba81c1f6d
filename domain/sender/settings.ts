import { z } from 'zod';
import { isConsumerDomain } from './consumer-domains.ts';

const Address = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** In whose name messages leave (ux S4). Every field has a default, so that an organisation which never saved any has them all. */
export const SenderSettings = z.object({
  /** Empty: the organisation's own name. */
  name: z.string().trim().max(80).default(''),
  /** Null: the company's e-mail in the books. */
  replyTo: Address.nullable().default(null),
  /** Address of its own; used once its domain has passed the check. Null: Dunlin's. */
  address: Address.nullable().default(null),
});
export type SenderSettings = z.infer<typeof SenderSettings>;

/** The same as a person may save it. */
export const SenderSettingsPut = SenderSettings.superRefine(({ address }, context) => {
  if (address !== null && isConsumerDomain(domainOf(address)))
    context.addIssue({ code: 'custom', message: 'consumer-domain', path: ['address'] });
});

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
