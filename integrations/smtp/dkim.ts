import type { SendMailOptions } from 'nodemailer';
import type { Message } from '../channel.ts';

/** The key that signs; its public half stands at `<selector>._domainkey.<domain>` of each domain that messages leave from. */
export interface DkimKey {
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** Fields that the signature covers; both of one-click unsubscribing must be among them (RFC 8058, facts: delivery 5.4). */
const signedFields = [
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'Cc',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'In-Reply-To',
  'References',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];

/** Signs in the name of the sender's own domain, so that the signature is aligned (facts: delivery 5.2). */
export function toSigning(
  { from: { address } }: Message,
  { selector, privateKey }: DkimKey,
): NonNullable<SendMailOptions['dkim']> {
  return {
    domainName: address.slice(address.lastIndexOf('@') + 1),
    keySelector: selector,
    privateKey,
    headerFieldNames: signedFields.join(':'),
  };
}
