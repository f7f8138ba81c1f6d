import type { FindingWordings, Say } from './wording.ts';

const languages: Record<string, string> = { en: 'en anglais', fr: 'en français' };
const quoted = (text: string) => `«\u00a0${text}\u00a0»`;
const customers = (count: number) => (count < 2 ? `${count} client` : `${count} clients`);
const invoices = (count: number) => (count < 2 ? `${count} facture` : `${count} factures`);
const onDays = ({ list, saw }: Say) =>
  Array.isArray(saw['days']) && saw['days'].length > 1
    ? `aux jours ${list('days')}`
    : `au jour ${list('days')}`;
const filtered = ({ saw }: Say) => {
  const named = Array.isArray(saw['terms']) ? saw['terms'] : [];
  return [...named, ...(saw['withoutTerms'] === true ? ['sans conditions'] : [])].join(', ');
};
const fine = () => 'Rien, si c’est ce que vous voulez.';

export const french: FindingWordings = {
  'not-usable': {
    says: () => 'Cette règle est incomplète, elle n’envoie donc jamais rien.',
    todo: () => 'Ouvrez-la, complétez-la et enregistrez.',
  },
  'same-day': {
    says: (say) =>
      `${quoted(say.text('other'))} peut écrire aux mêmes clients ${onDays(say)}\u00a0: un seul message part, celui de la règle placée plus haut.`,
    todo: () =>
      'Modifiez les jours de l’une, ou faites que leurs filtres ne laissent aucune facture aux deux.',
  },
  overlap: {
    says: (say) =>
      `${quoted(say.text('other'))} peut rappeler les mêmes factures\u00a0: ensemble, elles écrivent ${onDays(say)}.`,
    todo: () => 'Rien, si c’est ce que vous voulez ; sinon, resserrez les filtres de l’une.',
  },
  'never-first': {
    says: (say) =>
      `${quoted(say.text('other'))} est placée plus haut et écrit pour toutes les mêmes factures ${onDays(say)}\u00a0: cette règle n’écrit donc jamais ces jours-là.`,
    todo: () => 'Modifiez ces jours, montez cette règle ou resserrez l’autre.',
  },
  'after-due-date': {
    says: (say) =>
      `Avant une fin de semaine ou un jour férié, le message prévu ${onDays(say)} attendrait jusqu’après l’échéance et ne serait pas envoyé.`,
    todo: () => 'Faites-le partir le jour d’envoi précédent.',
  },
  'days-ahead': {
    says: ({ day }) =>
      `Toute facture créée avant le ${day('on')} est ignorée, et ce jour n’est pas encore arrivé.`,
    todo: () => 'Choisissez un jour antérieur, ou attendez jusque-là.',
  },
  'minimum-above-all': {
    says: ({ money }) =>
      `Le minimum de ${money('limitMinor')} dépasse toutes les factures ouvertes dans cette devise.`,
    todo: () => 'Abaissez le minimum.',
  },
  'no-listed-customer': {
    says: ({ number }) =>
      `Aucun des clients de la liste (${number('listed')}) n’est actif dans les livres comptables\u00a0: personne ne reçoit rien.`,
    todo: () => 'Choisissez d’autres clients, ou envoyez à tous sauf certains.',
  },
  'new-customers-left-out': {
    says: () =>
      'Les nouveaux clients ne reçoivent rien tant que vous ne les ajoutez pas à la liste.',
    todo: fine,
  },
  'new-customers-included': {
    says: () =>
      'Les nouveaux clients reçoivent des messages dès qu’ils figurent dans les livres comptables.',
    todo: fine,
  },
  'memo-nothing': {
    says: ({ text, saw, number }) =>
      `${quoted(text('token'))} ne figure dans aucun mémo des ${invoices(number('of'))} de la dernière année\u00a0: ${
        saw['mode'] === 'include' ? 'rien ne serait envoyé' : 'rien n’est ignoré'
      }.`,
    todo: () =>
      'Vérifiez l’orthographe, ou inscrivez ce texte dans les mémos des livres comptables.',
  },
  'memo-everything': {
    says: ({ text, saw, number }) =>
      `${quoted(text('token'))} figure dans le mémo de toutes les factures de la dernière année (${number('of')})\u00a0: ${
        saw['mode'] === 'include' ? 'le filtre n’écarte rien' : 'tout est ignoré'
      }.`,
    todo: () => 'Choisissez un texte qui ne peut pas s’y trouver par hasard.',
  },
  'terms-none': {
    says: () => 'Toute facture qui a des conditions de paiement est ignorée.',
    todo: () => 'Activez les conditions de paiement pour lesquelles vous voulez écrire.',
  },
  'nothing-left': {
    says: () =>
      'Toutes les conditions de paiement et «\u00a0Sans conditions\u00a0» sont désactivées\u00a0: toute facture est ignorée.',
    todo: () => 'Activez les conditions de paiement pour lesquelles vous voulez écrire.',
  },
  'new-terms-left-out': {
    says: () =>
      'Les factures dont les conditions de paiement apparaîtront plus tard sont ignorées.',
    todo: fine,
  },
  'terms-uncovered': {
    says: (say) =>
      `Aucune règle de retard ne regarde ces conditions de paiement\u00a0: ${filtered(say)} (${invoices(say.number('invoices'))} à payer).`,
    todo: () => 'Activez-les dans une règle, si ces factures doivent être rappelées.',
  },
  'autopay-off': {
    says: ({ saw }) =>
      saw['mode'] === 'on'
        ? 'Cette règle n’écrit que si le paiement automatique est activé, or il est désactivé dans les paramètres\u00a0: elle n’envoie jamais rien.'
        : 'Le paiement automatique est désactivé dans les paramètres\u00a0: ce filtre n’écarte rien.',
    todo: () =>
      'Activez le paiement automatique dans les paramètres, ou réglez le filtre sur «\u00a0indifférent\u00a0».',
  },
  'template-gone': {
    says: ({ text }) => `Le modèle du jour ${text('days')} n’existe plus.`,
    todo: () => 'Choisissez un autre modèle pour ce jour.',
  },
  'template-language': {
    says: ({ text, number }) =>
      `${quoted(text('fr'))} n’a pas de texte ${languages[text('language')] ?? text('language')}, et ${customers(number('readers'))} de cette règle le recevraient dans cette langue.`,
    todo: () => 'Complétez le modèle, ou choisissez-en un autre.',
  },
};
