import type { Sentences } from './sentences.ts';

const nothingChanged = {
  en: 'Nothing was changed and nothing was sent.',
  fr: 'Rien n’a été modifié et rien n’a été envoyé.',
};

/** Codes of services: what is wrong with a record or a setting. */
export const recordSentences: Sentences = {
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
  'organisation.holiday-place': {
    en: {
      title: 'No holidays are known of this country or region.',
      effect: nothingChanged.en,
      remedy: 'Choose a country and a region from the lists, or add the days by hand.',
    },
    fr: {
      title: 'Aucun jour férié n’est connu pour ce pays ou cette région.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un pays et une région dans les listes, ou ajoutez les jours à la main.',
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
  'organisation.template': {
    en: {
      title: 'This template does not exist any more.',
      effect: nothingChanged.en,
      remedy: 'Choose another one.',
    },
    fr: {
      title: 'Ce modèle n’existe plus.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez-en un autre.',
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
  'address.not-suppressed': {
    en: {
      title: 'Messages may go to this address already.',
      effect: nothingChanged.en,
      remedy: 'Reload the page.',
    },
    fr: {
      title: 'Les messages peuvent déjà être envoyés à cette adresse.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la page.',
    },
  },
  'address.unwanted': {
    en: {
      title: 'The reader at this address had asked for no more messages.',
      effect: nothingChanged.en,
      remedy: 'Confirm that they told you that they want messages again.',
    },
    fr: {
      title: 'Le lecteur de cette adresse avait demandé à ne plus recevoir de messages.',
      effect: nothingChanged.fr,
      remedy: 'Confirmez qu’il vous a dit vouloir de nouveau des messages.',
    },
  },
  'delivery.known-meanwhile': {
    en: {
      title: 'The result of this message is known by now.',
      effect: nothingChanged.en,
      remedy: 'Reload the invoice to see it.',
    },
    fr: {
      title: 'Le résultat de ce message est connu entre-temps.',
      effect: nothingChanged.fr,
      remedy: 'Rechargez la facture pour le voir.',
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
  'organisation.changed-meanwhile': {
    en: {
      title: 'Somebody else changed the settings of the organisation meanwhile.',
      effect: 'Your change was not saved; theirs holds.',
      remedy: 'Reload the page and look again before you switch.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié les paramètres de l’organisation entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée ; la sienne s’applique.',
      remedy: 'Rechargez la page et vérifiez avant de modifier.',
    },
  },
  'reminders.old-undecided': {
    en: {
      title: 'Some invoices were late before reminders are turned on.',
      effect: nothingChanged.en,
      remedy: 'Choose what becomes of them, then turn reminders on.',
    },
    fr: {
      title: 'Des factures étaient déjà en retard avant l’activation des rappels.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez ce qu’il en advient, puis activez les rappels.',
    },
  },
  'reminders.native-unanswered': {
    en: {
      title: 'The books may send reminders of their own.',
      effect: nothingChanged.en,
      remedy: 'Look in the books and answer whether they do, then turn reminders on.',
    },
    fr: {
      title: 'La comptabilité envoie peut-être ses propres rappels.',
      effect: nothingChanged.fr,
      remedy: 'Vérifiez dans la comptabilité et répondez, puis activez les rappels.',
    },
  },
  'reminders.not-set-aside': {
    en: {
      title: 'This invoice is not set aside.',
      effect: 'It follows the rules.',
      remedy: 'Reload the page.',
    },
    fr: {
      title: 'Cette facture n’est pas mise de côté.',
      effect: 'Elle suit les règles.',
      remedy: 'Rechargez la page.',
    },
  },
  'rule.changed-meanwhile': {
    en: {
      title: 'Somebody else changed this rule meanwhile.',
      effect: 'Your change was not saved; the rule works as they left it.',
      remedy: 'Reload the rule, look at the differences and save again.',
    },
    fr: {
      title: 'Quelqu’un d’autre a modifié cette règle entre-temps.',
      effect: 'Votre modification n’a pas été enregistrée ; la règle s’applique telle quelle.',
      remedy: 'Rechargez la règle, vérifiez les différences et enregistrez de nouveau.',
    },
  },
  'rule.invalid': {
    en: {
      title: 'This rule cannot be saved as it is.',
      effect: 'The rule works as it was saved last.',
      remedy: 'Correct the marked fields and save again.',
    },
    fr: {
      title: 'Cette règle ne peut pas être enregistrée telle quelle.',
      effect: 'La règle s’applique comme enregistrée la dernière fois.',
      remedy: 'Corrigez les champs signalés et enregistrez de nouveau.',
    },
  },
  'rule.not-found': {
    en: {
      title: 'This rule was not found. It may have been deleted.',
      effect: 'A deleted rule sends nothing.',
      remedy: 'Go back to the list of rules.',
    },
    fr: {
      title: 'Cette règle est introuvable. Elle a peut-être été supprimée.',
      effect: 'Une règle supprimée n’envoie rien.',
      remedy: 'Retournez à la liste des règles.',
    },
  },
  'rule.no-version': {
    en: {
      title: 'This version of the rule does not exist.',
      effect: 'The rule works as it was saved last.',
      remedy: 'Reload the history and choose a version from it.',
    },
    fr: {
      title: 'Cette version de la règle n’existe pas.',
      effect: 'La règle s’applique comme enregistrée la dernière fois.',
      remedy: 'Rechargez l’historique et choisissez-y une version.',
    },
  },
  'invoice.no-pdf': {
    en: {
      title: 'The books gave no PDF for this invoice.',
      effect: 'A reminder that must carry the PDF waits.',
      remedy: 'Open the invoice in the books and check that it prints.',
    },
    fr: {
      title: 'La comptabilité n’a pas fourni de PDF pour cette facture.',
      effect: 'Un rappel qui doit comporter le PDF attend.',
      remedy: 'Ouvrez la facture dans la comptabilité et vérifiez qu’elle s’imprime.',
    },
  },
  'client.not-built': {
    en: {
      title: 'The pages of Dunlin are not built.',
      effect: 'Reminders go on as before.',
      remedy: 'Run the build, then reload.',
    },
    fr: {
      title: 'Les pages de Dunlin ne sont pas compilées.',
      effect: 'Les rappels continuent comme avant.',
      remedy: 'Lancez la compilation, puis rechargez.',
    },
  },
  'upcoming.day': {
    en: {
      title: 'This day cannot be shown.',
      effect: nothingChanged.en,
      remedy: 'Choose a day from today to a year ahead.',
    },
    fr: {
      title: 'Ce jour ne peut pas être affiché.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un jour entre aujourd’hui et dans un an.',
    },
  },
  'upcoming.move-day': {
    en: {
      title: 'The message cannot be moved to this day.',
      effect: nothingChanged.en,
      remedy: 'Choose a day from today to a year ahead.',
    },
    fr: {
      title: 'Le message ne peut pas être déplacé à ce jour.',
      effect: nothingChanged.fr,
      remedy: 'Choisissez un jour entre aujourd’hui et dans un an.',
    },
  },
  'upcoming.not-found': {
    en: {
      title: 'This message is no longer upcoming.',
      effect: 'It has left, or something has changed since the list was made.',
      remedy: 'Reload the list of upcoming messages.',
    },
    fr: {
      title: 'Ce message n’est plus à venir.',
      effect: 'Il est parti, ou quelque chose a changé depuis l’affichage de la liste.',
      remedy: 'Rechargez la liste des messages à venir.',
    },
  },
};
