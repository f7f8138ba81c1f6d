import type { Wordings } from './say.ts';
import {
  sources,
  unreadable,
  noDueDate,
  quoted,
  eMail,
  days,
  delivery,
  muteLevels,
  because,
  until,
  nextDay,
} from './words-fr.ts';

/** When something leaves, what keeps it back for a while, and who gets it. */
export const frenchCourse: Pick<
  Wordings,
  | 'not-sent-yet'
  | 'dispute'
  | 'promise'
  | 'snooze'
  | 'step-due'
  | 'already-sent'
  | 'sending-day'
  | 'contact-gap'
  | 'recipient'
> = {
  'not-sent-yet': {
    name: 'Facture envoyée',
    'not-waiting': { says: () => 'la facture n’attend pas d’être envoyée par Dunlin' },
    sent: { says: () => 'la facture a été envoyée par Dunlin' },
    marked: { says: () => 'une personne a marqué la facture comme envoyée' },
    'to-send': {
      says: () => 'la facture n’a pas encore été envoyée au client',
      flip: () => 'Envoyez la facture, ou marquez-la comme envoyée.',
    },
    unreadable,
  },
  dispute: {
    name: 'Litige',
    none: { says: () => 'rien n’est contesté sur cette facture' },
    disputed: {
      says: (say) =>
        `un litige porte sur ${say.money('disputedMinor')}${until(say)}${because(say)}`,
      flip: () => 'Fermez le litige une fois réglé.',
    },
    partly: {
      says: (say) =>
        `un litige porte sur ${say.money('disputedMinor')}${because(say)}, et les autres ${say.money('restMinor')} restent rappelés`,
    },
    over: { says: (say) => `le litige ne retenait les rappels que${until(say)}` },
    unreadable,
  },
  promise: {
    name: 'Promesse de paiement',
    none: { says: () => 'aucun paiement n’a été promis' },
    promised: {
      says: ({ money, day }) =>
        `${money('promisedMinor')} ont été promis pour le ${day('promisedOn')}, et les rappels attendent jusqu’au ${day('lastOn')}`,
      flip: () => 'Retirez la promesse pour que la facture soit rappelée.',
    },
    broken: {
      says: ({ day }) =>
        `la promesse de payer au plus tard le ${day('promisedOn')} n’a pas été tenue`,
    },
    unreadable,
  },
  snooze: {
    name: 'Sourdine',
    'not-muted': { says: () => 'rien n’est en sourdine' },
    muted: {
      says: (say) =>
        `${muteLevels[say.text('level')] ?? 'elle est en sourdine'}${until(say)}${because(say)}`,
      flip: () => 'Mettez fin à la sourdine.',
    },
    replied: {
      says: ({ day }) =>
        `le client a répondu le ${day('repliedOn')}, et les rappels attendent jusqu’au ${day('untilOn')}`,
      flip: () => 'Répondez au client, ou mettez fin à l’attente.',
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
    stopped: {
      says: ({ number }) =>
        `le message du jour de règle ${number('dueDays')} a été annulé, car les livres comptables n’ont pas pu donner un fichier`,
      flip: nextDay,
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
    suppressed: {
      says: ({ list }) =>
        `rien n’est envoyé à ${list('suppressed')}, car les messages y ont échoué définitivement ou n’étaient pas souhaités`,
      flip: (say) =>
        `Inscrivez une autre ${eMail(say)} dans les livres comptables, ou levez l’arrêt sur la facture.`,
    },
    unreadable,
  },
};
