import type { Wordings } from './say.ts';
import {
  connectionReasons,
  unreadable,
  invalidRule,
  noCustomer,
  noDueDate,
  off,
  quoted,
  days,
  hours,
  languages,
  autopayHalves,
  wasLateBefore,
  found,
  createdOn,
} from './words-fr.ts';

/** Whether a rule is about the invoice at all, and whether the books can be trusted. */
export const frenchFilters: Pick<
  Wordings,
  | 'tenant-live'
  | 'reminders-on'
  | 'rule-enabled'
  | 'document-status'
  | 'books-complete'
  | 'books-fresh'
  | 'first-sync'
  | 'customer-active'
  | 'customers'
  | 'memo'
  | 'created-before'
  | 'terms'
  | 'currency'
  | 'language'
  | 'autopay'
  | 'balance'
  | 'net-position'
> = {
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
};
