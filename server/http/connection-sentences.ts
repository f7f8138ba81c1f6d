import type { Sentences } from './sentences.ts';

/** What the connection to the books can keep from working. */
export const connectionSentences: Sentences = {
  'connection.turn-far': {
    en: {
      title: 'The books allow only so many calls, and ours are used up for the moment.',
      effect: 'Nothing was changed and nothing was sent.',
      remedy: 'Try again in a minute. Messages that wait leave by themselves.',
    },
    fr: {
      title:
        'La comptabilité n’autorise qu’un certain nombre d’appels, et les nôtres sont épuisés pour le moment.',
      effect: 'Rien n’a été modifié et rien n’a été envoyé.',
      remedy: 'Réessayez dans une minute. Les messages en attente partent d’eux-mêmes.',
    },
  },
  'connection.allowance-used': {
    en: {
      title: 'The month’s allowance of calls to the books is used up.',
      effect: 'Nothing is read, so nothing is sent: we could not know who has paid.',
      remedy: 'Reading goes on by itself next month. “Sync now” tries earlier.',
    },
    fr: {
      title: 'Le quota mensuel d’appels à la comptabilité est épuisé.',
      effect: 'Rien n’est lu, donc rien n’est envoyé : impossible de savoir qui a payé.',
      remedy:
        'La lecture reprend d’elle-même le mois prochain. « Synchroniser maintenant » essaie plus tôt.',
    },
  },
  'connection.none': {
    en: {
      title: 'No books are connected.',
      effect: 'Nothing is sent until they are.',
      remedy: 'Connect your books.',
    },
    fr: {
      title: 'Aucune comptabilité n’est connectée.',
      effect: 'Rien n’est envoyé d’ici là.',
      remedy: 'Connectez votre comptabilité.',
    },
  },
  'connection.disconnected': {
    en: {
      title: 'The books are disconnected.',
      effect: 'Sending has stopped.',
      remedy: 'Connect the books again to go on.',
    },
    fr: {
      title: 'La comptabilité est déconnectée.',
      effect: 'Les envois sont arrêtés.',
      remedy: 'Reconnectez la comptabilité pour continuer.',
    },
  },
  'connection.in-doubt': {
    en: {
      title: 'The books refuse us for the moment, although our access was just renewed.',
      effect: 'Nothing is read, so nothing is sent; messages that are due wait.',
      remedy: 'We try again by ourselves, and ask you to connect again if it goes on for minutes.',
    },
    fr: {
      title:
        'La comptabilité nous refuse pour le moment, alors que notre accès vient d’être renouvelé.',
      effect: 'Rien n’est lu, donc rien n’est envoyé ; les messages à envoyer attendent.',
      remedy:
        'Nous réessayons d’office et vous demanderons de la reconnecter si cela dure quelques minutes.',
    },
  },
  'connection.refresh-slow': {
    en: {
      title: 'The books take long to let us in.',
      effect: 'Messages that are due wait; none is lost.',
      remedy: 'Try again in a minute.',
    },
    fr: {
      title: 'La comptabilité tarde à nous autoriser.',
      effect: 'Les messages à envoyer attendent ; aucun n’est perdu.',
      remedy: 'Réessayez dans une minute.',
    },
  },
};
