import type { Say, Wording } from './say.ts';

export const memoFields: Record<string, string> = {
  memoOnInvoice: 'le message sur la facture',
  memoOnStatement: 'le message sur le relevé',
};
export const sources: Record<string, string> = {
  invoice: 'la facture',
  customer: 'la fiche du client',
  parent: 'la fiche du client parent',
};
export const connectionReasons: Record<string, string> = {
  disconnected: 'les livres comptables sont déconnectés',
  paused: 'la connexion aux livres comptables est suspendue',
};
export const states: Record<string, string> = {
  planned: 'est prévu pour le',
  claimed: 'est en cours d’envoi le',
  sent: 'a été envoyé le',
  unknown: 'a peut-être été envoyé le',
};

export const unreadable: Wording = {
  says: () => 'une valeur n’a pas pu être lue, donc rien n’est envoyé',
  flip: () =>
    'Vérifiez la facture et la règle, corrigez ce qui est inhabituel, puis resynchronisez.',
};
export const invalidRule: Wording = {
  says: () => 'cette règle est incomplète, elle ne se déclenche jamais',
  flip: () => 'Ouvrez la règle, complétez-la et enregistrez.',
};
export const noCustomer: Wording = {
  says: () => 'la facture ne nomme aucun client',
  flip: () => 'Choisissez le client de cette facture dans les livres comptables.',
};
export const noDueDate: Wording = {
  says: () => 'la facture n’a pas de date d’échéance',
  flip: () => 'Donnez une date d’échéance à la facture dans les livres comptables.',
};
export const off: Wording = { says: () => 'ce filtre est désactivé' };

export const quoted = (text: string) => `«\u00a0${text}\u00a0»`;
/** "courriel" in Canada, "e-mail" in Europe (ux 7.2). */
export const eMail = ({ locale }: Say) =>
  locale.endsWith('CA') ? 'adresse courriel' : 'adresse e-mail';
export const days = (count: number) => (count < 2 ? `${count} jour` : `${count} jours`);
export const hours = (count: number) => (count < 2 ? `${count} heure` : `${count} heures`);
export const languages: Record<string, string> = { en: 'l’anglais', fr: 'le français' };
export const autopayHalves = ({ saw }: Say) =>
  saw.customerOn ? 'la facture n’en remplit pas les conditions' : 'le client n’y est pas inscrit';
export const wasLateBefore = 'elle était en retard avant l’activation des rappels';
export const found = ({ text }: Say) =>
  `${memoFields[text('field')] ?? 'le mémo'} contient ${quoted(text('token'))}`;
export const delivery = ({ text, day }: Say) =>
  `${states[text('state')] ?? 'existe pour le'} ${day('onDate')}`;
export const createdOn = ({ saw, day }: Say) =>
  saw.field === 'entry'
    ? `facture saisie le ${day('createdOn')}`
    : `facture datée du ${day('createdOn')}`;
export const muteLevels: Record<string, string> = {
  organisation: 'tout est en sourdine',
  customer: 'le client est en sourdine',
  invoice: 'la facture est en sourdine',
};
export const because = ({ saw, text }: Say) => (saw.why ? ` (${text('why')})` : '');
export const until = ({ saw, day }: Say) => (saw.untilOn ? ` jusqu’au ${day('untilOn')}` : '');
export const nextDay = ({ saw, day }: Say) =>
  saw.nextOn
    ? `Rien à faire\u00a0: le prochain est prévu le ${day('nextOn')}.`
    : 'Ajoutez un jour plus tardif à cette règle.';
