import type { Sentences } from './sentences.ts';

const nothingChanged = {
  en: 'Nothing was changed and nothing was sent.',
  fr: 'Rien n’a été modifié et rien n’a été envoyé.',
};

/** Codes of mutes, promises, disputes and tasks. */
export const silenceSentences: Sentences = {
  'silence.not-open': {
    en: {
      title: 'Nothing is left to pay on this invoice.',
      effect: 'Nothing is sent about it anyway.',
      remedy: 'Reload the invoice.',
    },
    fr: {
      title: 'Il ne reste rien à payer sur cette facture.',
      effect: 'Rien n’est envoyé à son sujet de toute façon.',
      remedy: 'Rechargez la facture.',
    },
  },
  'silence.day-past': {
    en: {
      title: 'This day has gone by or does not exist.',
      effect: nothingChanged.en,
      remedy: 'Choose today or a later day.',
    },
    fr: {
      title: 'Ce jour est passé ou n’existe pas.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez aujourd’hui ou un jour à venir.',
    },
  },
  'silence.amount-high': {
    en: {
      title: 'This is more than is open on the invoice.',
      effect: nothingChanged.en,
      remedy: 'Enter at most the open amount, or leave the field empty for all of it.',
    },
    fr: {
      title: 'Ce montant dépasse le solde à payer de la facture.',
      effect: nothingChanged.fr,
      remedy: 'Saisissez au plus le solde à payer, ou laissez le champ vide pour la totalité.',
    },
  },
  'silence.changed-meanwhile': {
    en: {
      title: 'Somebody else changed this meanwhile.',
      effect: 'Your change was not saved; theirs holds.',
      remedy: 'Reload, look at what is in force and decide again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié ceci entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée ; la sienne s’applique.',
      remedy: 'Rechargez, vérifiez ce qui s’applique et décidez de nouveau.',
    },
  },
  'mute.unknown': {
    en: {
      title: 'This mute has ended already.',
      effect: 'It keeps no reminder back.',
      remedy: 'Reload the page.',
    },
    fr: {
      title: 'Cette mise en sourdine est déjà terminée.',
      effect: 'Elle ne retient aucun rappel.',
      remedy: 'Rechargez la page.',
    },
  },
  'promise.unknown': {
    en: {
      title: 'This promise is no longer open.',
      effect: 'It keeps no reminder back.',
      remedy: 'Reload the invoice.',
    },
    fr: {
      title: 'Cette promesse n’est plus ouverte.',
      effect: 'Elle ne retient aucun rappel.',
      remedy: 'Rechargez la facture.',
    },
  },
  'promise.open-already': {
    en: {
      title: 'A promise to pay is open for this invoice already.',
      effect: 'Reminders wait for that one.',
      remedy: 'Withdraw it first, then record the new one.',
    },
    fr: {
      title: 'Une promesse de paiement est déjà ouverte pour cette facture.',
      effect: 'Les rappels attendent celle-là.',
      remedy: 'Retirez-la d’abord, puis consignez la nouvelle.',
    },
  },
  'dispute.unknown': {
    en: {
      title: 'This dispute is closed already.',
      effect: 'It keeps no reminder back.',
      remedy: 'Reload the invoice.',
    },
    fr: {
      title: 'Ce litige est déjà fermé.',
      effect: 'Il ne retient aucun rappel.',
      remedy: 'Rechargez la facture.',
    },
  },
  'dispute.open-already': {
    en: {
      title: 'A dispute is open for this invoice already.',
      effect: 'Reminders wait for that one.',
      remedy: 'Change the open dispute instead.',
    },
    fr: {
      title: 'Un litige est déjà ouvert pour cette facture.',
      effect: 'Les rappels attendent celui-là.',
      remedy: 'Modifiez plutôt le litige ouvert.',
    },
  },
  'task.unknown': {
    en: {
      title: 'This task was not found.',
      effect: 'Reminders go on as before.',
      remedy: 'Go back to the list of tasks.',
    },
    fr: {
      title: 'Cette tâche est introuvable.',
      effect: 'Les rappels continuent comme avant.',
      remedy: 'Retournez à la liste des tâches.',
    },
  },
  'task.changed-meanwhile': {
    en: {
      title: 'Somebody else changed this task meanwhile.',
      effect: 'Your change was not saved; theirs holds.',
      remedy: 'Reload the list and look again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié cette tâche entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée ; la sienne s’applique.',
      remedy: 'Rechargez la liste et vérifiez de nouveau.',
    },
  },
};
