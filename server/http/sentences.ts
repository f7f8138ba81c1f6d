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

/** Codes of the front door itself, and one entry per kind of error (`kind.…`) for a code that nobody has words for. */
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
