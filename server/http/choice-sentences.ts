import type { Sentences } from './sentences.ts';

const untouched = {
  en: 'Nothing was connected. Organisations that are connected already go on as before.',
  fr: 'Rien n’a été connecté. Les organisations déjà connectées continuent comme avant.',
};
const startAgain = {
  en: 'Start the connection again.',
  fr: 'Recommencez la connexion.',
};

/** Codes of the choice among the companies of one consent. */
export const choiceSentences: Sentences = {
  'choice.unknown': {
    en: {
      title: 'There is no such choice for you.',
      effect: untouched.en,
      remedy: startAgain.en,
    },
    fr: {
      title: 'Ce choix n’existe pas pour vous.',
      effect: untouched.fr,
      remedy: startAgain.fr,
    },
  },
  'choice.expired': {
    en: {
      title: 'The consent is more than 20 minutes old, so it no longer counts.',
      effect: untouched.en,
      remedy: startAgain.en,
    },
    fr: {
      title: 'L’autorisation date de plus de 20 minutes, elle n’est donc plus valable.',
      effect: untouched.fr,
      remedy: startAgain.fr,
    },
  },
  'choice.made': {
    en: {
      title: 'This choice was already made.',
      effect: 'What was chosen is connected, or is being connected now.',
      remedy: 'Look at your organisations. To connect another one, start the connection again.',
    },
    fr: {
      title: 'Ce choix a déjà été fait.',
      effect: 'Ce qui a été choisi est connecté, ou est en train de l’être.',
      remedy: 'Consultez vos organisations. Pour en connecter une autre, recommencez la connexion.',
    },
  },
  'choice.empty': {
    en: {
      title: 'None of these companies is covered by the consent.',
      effect: untouched.en,
      remedy: 'Choose at least one from the list.',
    },
    fr: {
      title: 'Aucune de ces sociétés n’est couverte par l’autorisation.',
      effect: untouched.fr,
      remedy: 'Choisissez-en au moins une dans la liste.',
    },
  },
};
