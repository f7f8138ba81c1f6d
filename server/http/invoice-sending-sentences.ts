import type { Sentences } from './sentences.ts';

const nothingSent = {
  en: 'Nothing was changed and nothing was sent.',
  fr: 'Rien n’a été modifié et rien n’a été envoyé.',
};

/** Codes of invoices that Dunlin sends itself, and of the runs that send them. */
export const invoiceSendingSentences: Sentences = {
  'invoice-mail.off': {
    en: {
      title: 'Dunlin does not send invoices for this organisation.',
      effect: nothingSent.en,
      remedy: 'Turn it on under Settings › Invoicing.',
    },
    fr: {
      title: 'Dunlin n’envoie pas de factures pour cette organisation.',
      effect: nothingSent.fr,
      remedy: 'Activez l’envoi sous Paramètres › Facturation.',
    },
  },
  'invoice-mail.not-sendable': {
    en: {
      title: 'This invoice is void or deleted in the books.',
      effect: nothingSent.en,
      remedy: 'Send the invoice that took its place.',
    },
    fr: {
      title: 'Cette facture est annulée ou supprimée dans les livres comptables.',
      effect: nothingSent.fr,
      remedy: 'Envoyez la facture qui la remplace.',
    },
  },
  'invoice-mail.leaving': {
    en: {
      title: 'A mail with this invoice is on its way, or nobody knows whether it left.',
      effect: 'It is not sent a second time.',
      remedy: 'Wait for the result, or say under Delivery whether it has left.',
    },
    fr: {
      title: 'Un message avec cette facture est en route, ou personne ne sait s’il est parti.',
      effect: 'Elle n’est pas envoyée une seconde fois.',
      remedy: 'Attendez le résultat, ou indiquez sous Livraison si le message est parti.',
    },
  },
  'sending-run.unknown': {
    en: {
      title: 'This sending run was not found.',
      effect: nothingSent.en,
      remedy: 'Go back to the list of runs.',
    },
    fr: {
      title: 'Cet envoi groupé est introuvable.',
      effect: nothingSent.fr,
      remedy: 'Revenez à la liste des envois groupés.',
    },
  },
  'sending-run.over': {
    en: {
      title: 'Nothing of this run is waiting any more.',
      effect: 'What has left cannot be taken back.',
      remedy: 'Look at the run for what became of each invoice.',
    },
    fr: {
      title: 'Plus rien n’attend dans cet envoi groupé.',
      effect: 'Ce qui est parti ne peut pas être repris.',
      remedy: 'Consultez l’envoi groupé pour savoir ce que chaque facture est devenue.',
    },
  },
  'organisation.template-language': {
    en: {
      title: 'This template is not written in both languages.',
      effect: 'Your change was not saved. Invoices leave as before.',
      remedy: 'Write it in English and in French, or choose another template.',
    },
    fr: {
      title: 'Ce modèle n’est pas rédigé dans les deux langues.',
      effect: 'Votre modification n’a pas été enregistrée. Les factures partent comme avant.',
      remedy: 'Rédigez-le en anglais et en français, ou choisissez un autre modèle.',
    },
  },
  'template.sends-invoices': {
    en: {
      title: 'Invoices are sent with this template.',
      effect: 'It was not deleted.',
      remedy: 'Choose another template under Settings › Invoicing first.',
    },
    fr: {
      title: 'Les factures sont envoyées avec ce modèle.',
      effect: 'Il n’a pas été supprimé.',
      remedy: 'Choisissez d’abord un autre modèle sous Paramètres › Facturation.',
    },
  },
};
