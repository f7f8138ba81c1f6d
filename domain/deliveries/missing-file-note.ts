import type { Language } from '../rules/rule.ts';

/** What a missing file means for its message (E24): it still `waits` after a day, or it was `stopped`. */
export type MissingFileCase = 'waits' | 'stopped';

/** For the note of a task: what happened, what it means for sending, what to do; in the organisation's language. */
export function missingFileNote(about: MissingFileCase, language: Language): string {
  return notes[language][about];
}

const notes: Record<Language, Record<MissingFileCase, string>> = {
  en: {
    waits:
      'For more than 24 hours, the books have not given the PDF or a file of this invoice. The message still waits, and we go on trying. Open the invoice in the books to see whether its PDF can be made, or let the rule send without it.',
    stopped:
      'The books did not give the PDF or a file of this invoice, so the message was called off, as the rule says. It is not sent later. Send the invoice yourself, or wait for the next day of the rule.',
  },
  fr: {
    waits:
      'Depuis plus de 24 heures, les livres comptables n’ont pas donné le PDF ou un fichier de cette facture. Le message attend toujours, et nous continuons d’essayer. Ouvrez la facture dans les livres comptables pour voir si son PDF peut être produit, ou laissez la règle envoyer sans lui.',
    stopped:
      'Les livres comptables n’ont pas donné le PDF ou un fichier de cette facture, et le message a été annulé, comme le dit la règle. Il ne part pas plus tard. Envoyez la facture vous-même, ou attendez le prochain jour de la règle.',
  },
};
