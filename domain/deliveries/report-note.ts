import type { Language } from '../rules/rule.ts';
import type { ReportKind } from './report.ts';

interface Reported {
  kind: ReportKind;
  address: string;
  /** Nothing more is sent to the address until a person lifts that. */
  suppressed: boolean;
}

type Words = Record<
  'blocked' | 'bounced' | 'dropped' | 'spam-report' | 'unsubscribed',
  (address: string) => string
> & { stopped: string; goesOn: string };

/** What happened to a message, what it means for sending and what to do, for the note of a task; the organisation's language. */
export function reportNote({ kind, address, suppressed }: Reported, language: Language): string {
  const words = notes[language];
  const says = kind in words ? words[kind as keyof Omit<Words, 'stopped' | 'goesOn'>] : undefined;
  return [says?.(address), suppressed ? words.stopped : words.goesOn].filter(Boolean).join(' ');
}

/** The mail server did not take an invoice that is sent itself; the organisation's language. */
export function refusedNote(addresses: readonly string[], language: Language): string {
  const to = addresses.join(', ');
  return language === 'fr'
    ? `Le serveur de messagerie n’a pas accepté la facture pour ${to}. Elle reste à envoyer\u00a0: vérifiez l’adresse dans les livres comptables, puis envoyez-la de nouveau.`
    : `The mail server did not take the invoice for ${to}. It stays to send: check the address in the books, then send it again.`;
}

const notes: Record<Language, Words> = {
  en: {
    bounced: (address) => `The mail server of ${address} refused the message.`,
    blocked: (address) =>
      `The mail server of ${address} refused the message for now or for what it says.`,
    dropped: (address) => `The mail provider did not try to deliver the message to ${address}.`,
    'spam-report': (address) => `The reader at ${address} marked the message as spam.`,
    unsubscribed: (address) => `The reader at ${address} asked for no more of these messages.`,
    stopped:
      'Nothing more is sent to this address. Ask the customer which address to use and enter it in the books, or lift the stop from the message on the invoice.',
    goesOn:
      'The address is still used. Look at the evidence on the invoice, reach the customer another way, or mute the customer.',
  },
  fr: {
    bounced: (address) => `Le serveur de messagerie de ${address} a refusé le message.`,
    blocked: (address) =>
      `Le serveur de messagerie de ${address} a refusé le message pour l’instant ou pour ce qu’il contient.`,
    dropped: (address) =>
      `Le fournisseur de messagerie n’a pas essayé de remettre le message à ${address}.`,
    'spam-report': (address) => `Le lecteur de ${address} a signalé le message comme indésirable.`,
    unsubscribed: (address) =>
      `Le lecteur de ${address} a demandé à ne plus recevoir ces messages.`,
    stopped:
      'Plus rien n’est envoyé à cette adresse. Demandez au client quelle adresse utiliser et inscrivez-la dans les livres comptables, ou levez l’arrêt depuis le message sur la facture.',
    goesOn:
      'L’adresse est toujours utilisée. Consultez les preuves sur la facture, joignez le client autrement ou mettez-le en sourdine.',
  },
};
