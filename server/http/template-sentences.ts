import type { Sentences } from './sentences.ts';

const nothingChanged = {
  en: 'Nothing was changed and nothing was sent.',
  fr: 'Rien n’a été modifié et rien n’a été envoyé.',
};
const asBefore = {
  en: 'Messages leave with the words as they were saved last.',
  fr: 'Les messages partent avec le texte enregistré la dernière fois.',
};

/** Codes about templates and tests of them. */
export const templateSentences: Sentences = {
  'template.not-found': {
    en: {
      title: 'This template was not found.',
      effect: nothingChanged.en,
      remedy: 'Choose another template.',
    },
    fr: {
      title: 'Ce modèle est introuvable.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un autre modèle.',
    },
  },
  'template.invalid': {
    en: {
      title: 'This template cannot be saved as it is.',
      effect: asBefore.en,
      remedy: 'Correct what the list of checks names, and save again.',
    },
    fr: {
      title: 'Ce modèle ne peut pas être enregistré tel quel.',
      effect: asBefore.fr,
      remedy: 'Corrigez ce que la liste des vérifications indique, puis enregistrez de nouveau.',
    },
  },
  'template.changed-meanwhile': {
    en: {
      title: 'Somebody else changed this template meanwhile.',
      effect: 'Your change was not saved; messages leave with their words.',
      remedy: 'Look at the differences and save again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié ce modèle entre-temps.',
      effect:
        'Votre modification n’a pas été enregistrée : les messages partent avec l’autre texte.',
      remedy: 'Vérifiez les différences et enregistrez de nouveau.',
    },
  },
  'template.in-use': {
    en: {
      title: 'A rule uses this template.',
      effect: nothingChanged.en,
      remedy: 'Choose another template in the rule, then delete this one.',
    },
    fr: {
      title: 'Une règle utilise ce modèle.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un autre modèle dans la règle, puis supprimez celui-ci.',
    },
  },
  'template.too-many': {
    en: {
      title: 'There are as many templates as there can be.',
      effect: nothingChanged.en,
      remedy: 'Delete templates that no rule uses.',
    },
    fr: {
      title: 'Le nombre maximal de modèles est atteint.',
      effect: nothingChanged.fr,
      remedy: 'Supprimez des modèles qu’aucune règle n’utilise.',
    },
  },
  'template.foreign-address': {
    en: {
      title: 'This address is not in your company’s own domain.',
      effect: nothingChanged.en,
      remedy: 'Send the test to yourself or to a colleague.',
    },
    fr: {
      title: 'Cette adresse n’est pas dans le domaine de votre entreprise.',
      effect: nothingChanged.fr,
      remedy: 'Envoyez le test à vous-même ou à un collègue.',
    },
  },
  'template.nothing-to-send': {
    en: {
      title: 'There is no text or no invoice to make a test of.',
      effect: nothingChanged.en,
      remedy: 'Write the text in this language; invoices appear after the first sync.',
    },
    fr: {
      title: 'Il n’y a pas de texte ou pas de facture pour faire un test.',
      effect: nothingChanged.fr,
      remedy:
        'Rédigez le texte dans cette langue. Les factures apparaissent après la première synchronisation.',
    },
  },
  'template.tests-used': {
    en: {
      title: 'Many tests were sent within the last hour.',
      effect: 'This test was not sent. Reminders leave as before.',
      remedy: 'Try again later; the preview shows the same message.',
    },
    fr: {
      title: 'De nombreux tests ont été envoyés au cours de la dernière heure.',
      effect: 'Ce test n’a pas été envoyé. Les rappels partent comme avant.',
      remedy: 'Réessayez plus tard. L’aperçu montre le même message.',
    },
  },
  'template.test-refused': {
    en: {
      title: 'The mail server refused the test.',
      effect: 'The test was not sent. Reminders are not affected.',
      remedy: 'Check the address and send another test.',
    },
    fr: {
      title: 'Le serveur de courriel a refusé le test.',
      effect: 'Le test n’a pas été envoyé. Les rappels ne sont pas touchés.',
      remedy: 'Vérifiez l’adresse et envoyez un autre test.',
    },
  },
  'template.test-later': {
    en: {
      title: 'The mail server takes no message at the moment.',
      effect: 'The test was not sent.',
      remedy: 'Try again in a few minutes.',
    },
    fr: {
      title: 'Le serveur de courriel n’accepte aucun message pour le moment.',
      effect: 'Le test n’a pas été envoyé.',
      remedy: 'Réessayez dans quelques minutes.',
    },
  },
};
