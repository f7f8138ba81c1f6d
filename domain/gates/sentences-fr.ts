import type { Say, Wording, Wordings } from './say.ts';

const memoFields: Record<string, string> = {
  memoOnInvoice: 'le message sur la facture',
  memoOnStatement: 'le message sur le relevé',
};
const sources: Record<string, string> = {
  invoice: 'la facture',
  customer: 'la fiche du client',
  parent: 'la fiche du client parent',
};
const connectionReasons: Record<string, string> = {
  disconnected: 'les livres comptables sont déconnectés',
  paused: 'la connexion aux livres comptables est suspendue',
};
const states: Record<string, string> = {
  planned: 'est prévu pour le',
  claimed: 'est en cours d’envoi le',
  sent: 'a été envoyé le',
  unknown: 'a peut-être été envoyé le',
};

const unreadable: Wording = {
  says: () => 'une valeur n’a pas pu être lue, donc rien n’est envoyé',
  flip: () =>
    'Vérifiez la facture et la règle, corrigez ce qui est inhabituel, puis resynchronisez.',
};
const invalidRule: Wording = {
  says: () => 'cette règle est incomplète, elle ne se déclenche jamais',
  flip: () => 'Ouvrez la règle, complétez-la et enregistrez.',
};
const noCustomer: Wording = {
  says: () => 'la facture ne nomme aucun client',
  flip: () => 'Choisissez le client de cette facture dans les livres comptables.',
};
const noDueDate: Wording = {
  says: () => 'la facture n’a pas de date d’échéance',
  flip: () => 'Donnez une date d’échéance à la facture dans les livres comptables.',
};
const off: Wording = { says: () => 'ce filtre est désactivé' };

const quoted = (text: string) => `«\u00a0${text}\u00a0»`;
/** "courriel" in Canada, "e-mail" in Europe (ux 7.2). */
const eMail = ({ locale }: Say) => (locale.endsWith('CA') ? 'adresse courriel' : 'adresse e-mail');
const days = (count: number) => (count < 2 ? `${count} jour` : `${count} jours`);
const hours = (count: number) => (count < 2 ? `${count} heure` : `${count} heures`);
const languages: Record<string, string> = { en: 'l’anglais', fr: 'le français' };
const autopayHalves = ({ saw }: Say) =>
  saw.customerOn ? 'la facture n’en remplit pas les conditions' : 'le client n’y est pas inscrit';
const wasLateBefore = 'elle était en retard avant l’activation des rappels';
const found = ({ text }: Say) =>
  `${memoFields[text('field')] ?? 'le mémo'} contient ${quoted(text('token'))}`;
const delivery = ({ text, day }: Say) =>
  `${states[text('state')] ?? 'existe pour le'} ${day('onDate')}`;
const createdOn = ({ saw, day }: Say) =>
  saw.field === 'entry'
    ? `facture saisie le ${day('createdOn')}`
    : `facture datée du ${day('createdOn')}`;
const nextDay = ({ saw, day }: Say) =>
  saw.nextOn
    ? `Rien à faire\u00a0: le prochain est prévu le ${day('nextOn')}.`
    : 'Ajoutez un jour plus tardif à cette règle.';

export const french: Wordings = {
  'tenant-live': {
    name: 'Connexion aux livres comptables',
    live: { says: () => 'les livres comptables sont connectés' },
    'not-live': {
      says: ({ text }) =>
        `${connectionReasons[text('liveReason')] ?? 'les livres comptables ne nous autorisent plus'}, les envois sont arrêtés`,
      flip: () => 'Reconnectez les livres comptables.',
    },
    unreadable,
  },
  'reminders-on': {
    name: 'Envoi des rappels',
    on: { says: () => 'les rappels sont activés' },
    off: {
      says: () => 'les rappels sont désactivés pour toute l’organisation',
      flip: () => `Activez ${quoted('Envoyer les rappels')} dans la page Règles.`,
    },
    unreadable,
  },
  'rule-enabled': {
    name: 'Règle activée',
    on: { says: () => 'cette règle est activée' },
    off: { says: () => 'cette règle est désactivée', flip: () => 'Activez cette règle.' },
    'invalid-rule': invalidRule,
    unreadable,
  },
  'document-status': {
    name: 'Statut de la facture',
    open: { says: () => 'la facture est ouverte' },
    paid: { says: () => 'la facture est payée' },
    void: { says: () => 'la facture est annulée' },
    deleted: { says: () => 'la facture a été supprimée dans les livres comptables' },
    unreadable,
  },
  'books-complete': {
    name: 'Renseignements dans les livres comptables',
    complete: { says: () => 'le client, la date d’échéance et la devise sont connus' },
    'no-customer': noCustomer,
    'customer-not-synced': {
      says: () => 'le client de cette facture n’a pas encore été lu dans les livres comptables',
      flip: () => 'Relancez la synchronisation.',
    },
    'no-due-date': noDueDate,
    'no-currency': {
      says: () => 'la facture n’a pas de devise',
      flip: () => 'Donnez une devise à la facture dans les livres comptables.',
    },
    unreadable,
  },
  'books-fresh': {
    name: 'Âge des livres comptables',
    fresh: {
      says: ({ day, number }) =>
        `les livres comptables ont été lus le ${day('readOn')}, il y a moins de ${hours(number('staleAfterHours'))}`,
    },
    'never-read': {
      says: () => 'les livres comptables n’ont pas encore été lus en entier',
      flip: () => 'Attendez la fin de la première synchronisation, ou relancez-la.',
    },
    'sync-stale': {
      says: ({ day, number }) =>
        `les livres comptables ont été lus pour la dernière fois le ${day('readOn')}, il y a plus de ${hours(number('staleAfterHours'))}`,
      flip: () =>
        'Synchronisez maintenant, et si cela échoue, vérifiez la connexion aux livres comptables.',
    },
    'payments-stale': {
      says: ({ day, number }) =>
        `le dernier paiement dans les livres comptables date du ${day('lastPaymentOn')}, il y a plus de ${days(number('paymentsWithinDays'))}`,
      flip: () =>
        'Enregistrez les derniers paiements dans les livres comptables, ou confirmez qu’ils sont rapprochés.',
    },
    'no-payments': {
      says: ({ number }) =>
        `aucun paiement n’est enregistré dans les livres comptables, et il en faut un depuis moins de ${days(number('paymentsWithinDays'))}`,
      flip: () =>
        'Enregistrez les derniers paiements dans les livres comptables, ou confirmez qu’ils sont rapprochés.',
    },
    unreadable,
  },
  'first-sync': {
    name: 'Factures d’avant',
    new: { says: () => 'cette facture n’a pas été mise de côté à l’activation des rappels' },
    'left-alone': {
      says: () => `${wasLateBefore}, et ces factures ne sont pas rappelées`,
      flip: () => 'Libérez la facture pour qu’elle soit rappelée.',
    },
    'starts-later': {
      says: ({ day }) => `${wasLateBefore}, et son tour vient le ${day('startOn')}`,
      flip: ({ day }) => `Rien à faire\u00a0: son tour vient le ${day('startOn')}.`,
    },
    started: { says: ({ day }) => `${wasLateBefore}, et son tour est venu le ${day('startOn')}` },
    'not-late': {
      says: () => 'sa date d’échéance a été déplacée, elle suit donc de nouveau cette date',
    },
    unreadable,
  },
  'customer-active': {
    name: 'Client actif',
    active: { says: ({ text }) => `${text('customer')} est actif dans les livres comptables` },
    inactive: {
      says: ({ text }) => `${text('customer')} est inactif dans les livres comptables`,
      flip: () => 'Réactivez le client dans les livres comptables, ou réglez la facture.',
    },
    'no-customer': noCustomer,
    unreadable,
  },
  customers: {
    name: 'Clients',
    listed: { says: ({ text }) => `${text('customer')} est dans la liste de cette règle` },
    'not-listed': {
      says: ({ text }) => `${text('customer')} n’est pas dans la liste de cette règle`,
      flip: () => 'Ajoutez le client à la liste de cette règle.',
    },
    excluded: {
      says: ({ text }) => `${text('customer')} est exclu de cette règle`,
      flip: () => 'Retirez le client de la liste de cette règle.',
    },
    'not-excluded': { says: ({ text }) => `${text('customer')} n’est pas exclu de cette règle` },
    'invalid-rule': {
      says: () => 'cette règle n’écrit qu’aux clients choisis, et aucun n’est choisi',
      flip: () => 'Choisissez au moins un client dans cette règle.',
    },
    unreadable,
  },
  memo: {
    name: 'Mémo',
    off,
    found: { says: found },
    'not-found': { says: ({ text }) => `le mémo ne contient pas ${quoted(text('token'))}` },
    'token-missing': {
      says: ({ text }) => `le mémo ne contient pas ${quoted(text('token'))}`,
      flip: ({ text }) =>
        `Ajoutez ${quoted(text('token'))} au message sur la facture dans les livres comptables.`,
    },
    'token-present': {
      says: found,
      flip: ({ text }) => `Retirez ${quoted(text('token'))} du mémo dans les livres comptables.`,
    },
    'invalid-rule': {
      says: () => 'cette règle cherche un texte vide dans le mémo',
      flip: () => 'Saisissez le texte à chercher, ou désactivez le filtre sur le mémo.',
    },
    unreadable,
  },
  'created-before': {
    name: 'Date de création antérieure',
    off,
    recent: { says: (say) => `${createdOn(say)}, pas avant le ${say.day('limitOn')}` },
    'created-before': {
      says: (say) => `${createdOn(say)}, avant le ${say.day('limitOn')}`,
      flip: ({ day }) => `Réglez la date de cette règle au ${day('createdOn')} ou plus tôt.`,
    },
    unreadable,
  },
  terms: {
    name: 'Conditions de paiement',
    'term-on': {
      says: ({ text }) =>
        `les conditions de paiement ${text('termName')} sont activées dans cette règle`,
    },
    'term-off': {
      says: ({ text }) =>
        `les conditions de paiement ${text('termName')} sont désactivées dans cette règle`,
      flip: ({ text }) =>
        `Activez les conditions de paiement ${text('termName')} dans cette règle.`,
    },
    'no-terms-on': {
      says: () => 'les factures sans conditions de paiement sont activées dans cette règle',
    },
    'no-terms-off': {
      says: () =>
        'la facture n’a pas de conditions de paiement, et ces factures sont désactivées dans cette règle',
      flip: () => `Activez ${quoted('Sans conditions')} dans cette règle.`,
    },
    'new-term-on': {
      says: ({ text }) =>
        `les conditions de paiement ${text('termName')} sont nouvelles, et les nouvelles conditions sont activées`,
    },
    'new-term-off': {
      says: ({ text }) =>
        `les conditions de paiement ${text('termName')} sont plus récentes que cette règle, et les nouvelles conditions sont désactivées`,
      flip: ({ text }) =>
        `Activez les conditions de paiement ${text('termName')} dans cette règle.`,
    },
    unreadable,
  },
  currency: {
    name: 'Devise',
    any: { says: () => 'la règle vaut pour toutes les devises' },
    listed: { says: ({ text }) => `la règle vaut pour ${text('currency')}` },
    'not-listed': {
      says: ({ text, list }) =>
        `la facture est en ${text('currency')}, et la règle ne vaut que pour ${list('listed')}`,
      flip: ({ text }) => `Ajoutez ${text('currency')} aux devises de cette règle.`,
    },
    unreadable,
  },
  language: {
    name: 'Langue',
    any: { says: () => 'la règle vaut pour les clients de toutes les langues' },
    listed: { says: ({ text }) => `le client lit ${languages[text('language')] ?? '–'}` },
    'not-listed': {
      says: ({ text }) =>
        `le client lit ${languages[text('language')] ?? '–'}, et la règle vaut pour d’autres`,
      flip: () => 'Modifiez les langues de cette règle, ou la langue du client.',
    },
    unreadable,
  },
  autopay: {
    name: 'Paiement automatique',
    any: off,
    on: {
      says: () =>
        'le paiement automatique est activé pour le client, et la facture en remplit les conditions',
    },
    off: { says: (say) => `pas de paiement automatique\u00a0: ${autopayHalves(say)}` },
    'is-on': {
      says: () =>
        'cette facture est en paiement automatique, et la règle n’écrit que dans le cas contraire',
      flip: () => 'Désactivez le paiement automatique de ce client, ou modifiez la règle.',
    },
    'is-off': {
      says: (say) => `la règle n’écrit qu’en cas de paiement automatique, et ${autopayHalves(say)}`,
      flip: () => 'Activez le paiement automatique de ce client, ou modifiez la règle.',
    },
    unreadable,
  },
  balance: {
    name: 'Solde à payer',
    open: { says: ({ money }) => `solde à payer de ${money('openMinor')}` },
    'part-paid': {
      says: ({ money }) => `il reste ${money('openMinor')} à payer sur ${money('totalMinor')}`,
    },
    'nothing-open': { says: () => 'il ne reste rien à payer sur cette facture' },
    'in-credit': { says: ({ money }) => `le solde est créditeur (${money('openMinor')})` },
    tolerated: {
      says: ({ money }) =>
        `il reste ${money('openMinor')} à payer, et les montants jusqu’à ${money('limitMinor')} ne sont pas réclamés`,
      flip: () => 'Réduisez le plus petit montant sous Paramètres › Envoi.',
    },
    'below-minimum': {
      says: ({ money }) =>
        `il reste ${money('openMinor')} à payer, moins que les ${money('limitMinor')} à partir desquels cette règle écrit`,
      flip: () => 'Réduisez le plus petit solde de cette règle.',
    },
    unreadable,
  },
  'net-position': {
    name: 'Crédits disponibles',
    'no-credit': { says: () => 'le client n’a ni crédit ni acompte disponible' },
    owed: {
      says: ({ money }) =>
        `le client doit ${money('netMinor')}\u00a0: ${money('openMinor')} à payer, moins ${money('creditMinor')} de crédits et d’acomptes`,
    },
    covered: {
      says: ({ money }) =>
        `${money('creditMinor')} de crédits et d’acomptes couvrent les ${money('openMinor')} à payer`,
      flip: () => 'Appliquez le crédit ou le paiement aux factures dans les livres comptables.',
    },
    shown: {
      says: ({ money }) =>
        `${money('creditMinor')} de crédits et d’acomptes figurent dans le message, et les ${money('openMinor')} sont réclamés en entier`,
    },
    unreadable,
  },
  'step-due': {
    name: 'Jour de règle',
    due: {
      says: ({ number, day }) =>
        `le jour de règle ${number('days')} a été atteint le ${day('stepOn')}`,
    },
    'not-yet': {
      says: ({ number, day }) =>
        `le jour de règle ${number('days')} est atteint le ${day('stepOn')}`,
      flip: ({ day }) => `Rien à faire\u00a0: l’envoi est prévu le ${day('stepOn')}.`,
    },
    'past-due': {
      says: ({ number }) =>
        `la date d’échéance est passée depuis ${days(number('daysLate'))}, et cette règle n’écrit qu’avant`,
      flip: () => 'Utilisez une règle pour les factures en retard.',
    },
    'all-sent': {
      says: () => 'tous les jours de cette règle ont servi pour cette facture',
      flip: () => 'Ajoutez un jour plus tardif à cette règle.',
    },
    'no-due-date': noDueDate,
    missed: {
      says: ({ number, day }) =>
        `le jour de règle ${number('days')} a été atteint le ${day('stepOn')}, trop tôt pour être rattrapé`,
      flip: nextDay,
    },
    'before-rule': {
      says: () => 'la facture était dans les livres comptables avant la création de cette règle',
      flip: () => 'Rien à faire\u00a0: cette règle n’écrit que pour les nouvelles factures.',
    },
    'no-entry-day': {
      says: () => 'les livres comptables ne disent pas quand la facture a été saisie',
      flip: () =>
        'Synchronisez à nouveau, sinon utilisez une règle qui part de la date d’échéance.',
    },
    unreadable,
  },
  'already-sent': {
    name: 'Pas encore envoyé',
    'not-sent': {
      says: ({ number }) => `rien n’a encore été envoyé pour le jour de règle ${number('days')}`,
    },
    'nothing-due': { says: () => 'aucun jour de règle n’est encore atteint' },
    'already-sent': {
      says: (say) => `le message du jour de règle ${say.number('days')} ${delivery(say)}`,
      flip: nextDay,
    },
    'later-sent': {
      says: (say) => `le message du jour de règle suivant, ${say.number('days')}, ${delivery(say)}`,
      flip: nextDay,
    },
    'left-out': {
      says: ({ number }) =>
        `une personne a écarté le message du jour de règle ${number('dueDays')}`,
      flip: () => 'Rétablissez le message sous À venir.',
    },
    unreadable,
  },
  'sending-day': {
    name: 'Jour d’envoi',
    'sending-day': { says: () => 'les messages partent aujourd’hui' },
    'any-day': { says: () => 'cette règle écrit tous les jours' },
    'no-sending-day': {
      says: ({ day }) => `rien ne part le ${day('todayOn')}, jour de fin de semaine ou jour férié`,
      flip: () => 'Rien à faire\u00a0: l’envoi se fera le prochain jour d’envoi.',
    },
    unreadable,
  },
  'contact-gap': {
    name: 'Pause entre les messages',
    free: {
      says: ({ saw, day }) =>
        saw.lastOn
          ? `le dernier rappel à ce client date du ${day('lastOn')}`
          : 'ce client n’a pas reçu de rappel récemment',
    },
    'no-limit': { says: () => 'le nombre de rappels par client n’est pas limité' },
    'not-chasing': { says: () => 'un avis de nouvelle facture n’est pas un rappel' },
    'too-soon': {
      says: ({ day, number }) =>
        `ce client a reçu un rappel le ${day('lastOn')}, et ${days(number('gapDays'))} doivent séparer deux rappels`,
      flip: () =>
        'Rien à faire\u00a0: l’envoi se fera après la pause. Sa durée se règle sous Paramètres › Envoi.',
    },
    'cap-reached': {
      says: ({ number }) =>
        `ce client a reçu ${number('messages')} rappels en ${days(number('days'))}, et c’est la limite`,
      flip: () =>
        'Rien à faire\u00a0: l’envoi se fera plus tard. La limite se règle sous Paramètres › Envoi.',
    },
    unreadable,
  },
  recipient: {
    name: 'Destinataire',
    found: {
      says: ({ list, text }) =>
        `envoi à ${list('recipients')}, d’après ${sources[text('source')] ?? 'les livres comptables'}`,
    },
    'no-address': {
      says: (say) => `ce client n’a pas d’${eMail(say)}`,
      flip: (say) => `Ajoutez une ${eMail(say)} au client dans les livres comptables.`,
    },
    'bad-address': {
      says: (say) => `${quoted(say.list('bad'))} ne peut pas servir d’${eMail(say)}`,
      flip: (say) => `Corrigez l’${eMail(say)} dans les livres comptables.`,
    },
    unreadable,
  },
};
