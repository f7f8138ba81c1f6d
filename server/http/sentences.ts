/** What happened, what it means for mail that would leave, what the reader can do (ux 6.13). */
export interface Sentence {
  title: string;
  effect: string;
  remedy: string;
}

/** Words for codes, in both languages. Integrations bring their own for the codes that they throw. */
export type Sentences = Record<string, { en: Sentence; fr: Sentence }>;

const nothingChanged = {
  en: 'Nothing was changed and nothing was sent.',
  fr: 'Rien n’a été modifié et rien n’a été envoyé.',
};

/** Codes of the server itself, and one entry per kind of error (`kind.…`) for a code that nobody has words for. */
export const serverSentences: Sentences = {
  'session.none': {
    en: {
      title: 'You are not signed in.',
      effect: 'Reminders go on as before.',
      remedy: 'Sign in and try again.',
    },
    fr: {
      title: 'Vous n’êtes pas connecté.',
      effect: 'Les rappels continuent comme avant.',
      remedy: 'Connectez-vous et réessayez.',
    },
  },
  'request.forged': {
    en: {
      title: 'This request did not come from Dunlin’s own page.',
      effect: nothingChanged.en,
      remedy: 'Reload the page and try again.',
    },
    fr: {
      title: 'Cette demande ne vient pas de la page de Dunlin.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la page et réessayez.',
    },
  },
  'request.invalid': {
    en: {
      title: 'Something in this form cannot be saved.',
      effect: nothingChanged.en,
      remedy: 'Correct the marked fields and save again.',
    },
    fr: {
      title: 'Un élément de ce formulaire ne peut pas être enregistré.',
      effect: nothingChanged.fr,
      remedy: 'Corrigez les champs signalés et enregistrez de nouveau.',
    },
  },
  'request.malformed': {
    en: {
      title: 'The request could not be read.',
      effect: nothingChanged.en,
      remedy: 'Reload the page and try again.',
    },
    fr: {
      title: 'La demande n’a pas pu être lue.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la page et réessayez.',
    },
  },
  'request.too-large': {
    en: {
      title: 'The request is too large.',
      effect: nothingChanged.en,
      remedy: 'Shorten the text or the list and try again.',
    },
    fr: {
      title: 'La demande est trop volumineuse.',
      effect: nothingChanged.fr,
      remedy: 'Raccourcissez le texte ou la liste et réessayez.',
    },
  },
  'organisation.unknown': {
    en: {
      title: 'This organisation was not found.',
      effect: nothingChanged.en,
      remedy: 'Check the address, or ask an owner to give you access.',
    },
    fr: {
      title: 'Cette organisation est introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Vérifiez l’adresse ou demandez l’accès à un propriétaire.',
    },
  },
  'organisation.changed': {
    en: {
      title: 'Somebody else changed these settings meanwhile.',
      effect: 'Your change was not saved; theirs holds.',
      remedy: 'Reload the page, look at the differences and save again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié ces paramètres entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée ; la sienne s’applique.',
      remedy: 'Rechargez la page, vérifiez les différences et enregistrez de nouveau.',
    },
  },
  'organisation.time-zone': {
    en: {
      title: 'This time zone is not known.',
      effect: nothingChanged.en,
      remedy: 'Choose a time zone from the list.',
    },
    fr: {
      title: 'Ce fuseau horaire est inconnu.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un fuseau horaire dans la liste.',
    },
  },
  'organisation.status-field': {
    en: {
      title: 'The books have no such field.',
      effect: nothingChanged.en,
      remedy: 'Choose a field from the list; sync first if you have just added it.',
    },
    fr: {
      title: 'Ce champ n’existe pas dans la comptabilité.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un champ dans la liste ; synchronisez d’abord s’il vient d’être ajouté.',
    },
  },
  'invoice.unknown': {
    en: {
      title: 'This invoice was not found.',
      effect: nothingChanged.en,
      remedy: 'Go back to the list of invoices.',
    },
    fr: {
      title: 'Cette facture est introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Retournez à la liste des factures.',
    },
  },
  'customer.unknown': {
    en: {
      title: 'This customer was not found.',
      effect: nothingChanged.en,
      remedy: 'Go back to the list of customers.',
    },
    fr: {
      title: 'Ce client est introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Retournez à la liste des clients.',
    },
  },
  'delivery.unknown': {
    en: {
      title: 'This message was not found.',
      effect: nothingChanged.en,
      remedy: 'Go back to the invoice.',
    },
    fr: {
      title: 'Ce message est introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Retournez à la facture.',
    },
  },
  'list.cursor': {
    en: {
      title: 'The list cannot go on from here.',
      effect: nothingChanged.en,
      remedy: 'Reload the list.',
    },
    fr: {
      title: 'La liste ne peut pas continuer à partir d’ici.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la liste.',
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
  'system.unknown': {
    en: {
      title: 'This accounting system is not known.',
      effect: nothingChanged.en,
      remedy: 'Choose one of the systems on the sign-in page.',
    },
    fr: {
      title: 'Ce système comptable est inconnu.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un système sur la page de connexion.',
    },
  },
  'kind.invalid': {
    en: {
      title: 'This cannot be saved as it is.',
      effect: nothingChanged.en,
      remedy: 'Correct the marked fields and save again.',
    },
    fr: {
      title: 'Ceci ne peut pas être enregistré tel quel.',
      effect: nothingChanged.fr,
      remedy: 'Corrigez les champs signalés et enregistrez de nouveau.',
    },
  },
  'kind.not-found': {
    en: {
      title: 'This was not found.',
      effect: nothingChanged.en,
      remedy: 'Check the address, or go back to the list.',
    },
    fr: {
      title: 'Élément introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Vérifiez l’adresse ou retournez à la liste.',
    },
  },
  'kind.forbidden': {
    en: {
      title: 'Your role does not allow this.',
      effect: nothingChanged.en,
      remedy: 'Ask an owner or an administrator of the organisation.',
    },
    fr: {
      title: 'Votre rôle ne permet pas cette action.',
      effect: nothingChanged.fr,
      remedy: 'Demandez à un propriétaire ou à un administrateur de l’organisation.',
    },
  },
  'kind.conflict': {
    en: {
      title: 'Somebody else changed this meanwhile.',
      effect: 'Your change was not saved.',
      remedy: 'Reload, look at the differences and save again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié cet élément entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée.',
      remedy: 'Rechargez, vérifiez les différences et enregistrez de nouveau.',
    },
  },
  'kind.try-later': {
    en: {
      title: 'This is not possible at the moment.',
      effect: 'Messages that are due wait; none is lost.',
      remedy: 'Try again in a minute.',
    },
    fr: {
      title: 'Ce n’est pas possible pour le moment.',
      effect: 'Les messages à envoyer attendent ; aucun n’est perdu.',
      remedy: 'Réessayez dans une minute.',
    },
  },
  'kind.needs-reconnect': {
    en: {
      title: 'The books no longer let us in.',
      effect: 'Sending has stopped.',
      remedy: 'Reconnect the books to go on.',
    },
    fr: {
      title: 'La comptabilité ne nous autorise plus.',
      effect: 'Les envois sont arrêtés.',
      remedy: 'Reconnectez la comptabilité pour continuer.',
    },
  },
  'kind.refused': {
    en: {
      title: 'This was refused.',
      effect: nothingChanged.en,
      remedy: 'Reload the page and look at the current state.',
    },
    fr: {
      title: 'Cette action a été refusée.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la page et vérifiez l’état actuel.',
    },
  },
  'kind.broken': {
    en: {
      title: 'Something went wrong on our side.',
      effect: 'Nothing is sent twice or lost because of it.',
      remedy: 'Try again. If it stays, tell support the request number.',
    },
    fr: {
      title: 'Une erreur s’est produite de notre côté.',
      effect: 'Rien n’est envoyé en double ni perdu pour autant.',
      remedy: 'Réessayez. Si cela persiste, indiquez le numéro de demande au soutien.',
    },
  },
};
