import type { Sentences } from './sentences.ts';

const nothingWritten = {
  en: 'Nothing was written to the books.',
  fr: 'Rien n’a été écrit dans la comptabilité.',
};

/** Codes of changes in the books that people ask for. */
export const writeBackSentences: Sentences = {
  'customer.email-not-agreed': {
    en: {
      title: 'Dunlin may not change addresses in your books.',
      effect: nothingWritten.en,
      remedy: 'Ask an owner to allow it in the settings, or correct the address in the books.',
    },
    fr: {
      title: 'Dunlin n’a pas le droit de modifier les adresses dans votre comptabilité.',
      effect: nothingWritten.fr,
      remedy:
        'Demandez à un propriétaire de l’autoriser dans les paramètres, ou corrigez l’adresse dans la comptabilité.',
    },
  },
  'customer.email-bad': {
    en: {
      title: 'One of these is not an e-mail address.',
      effect: nothingWritten.en,
      remedy: 'Correct what is marked and save again.',
    },
    fr: {
      title: 'L’un de ces éléments n’est pas une adresse de courriel.',
      effect: nothingWritten.fr,
      remedy: 'Corrigez ce qui est signalé et enregistrez de nouveau.',
    },
  },
  'customer.email-too-long': {
    en: {
      title: 'The addresses together are longer than the field in the books.',
      effect: nothingWritten.en,
      remedy: 'Leave an address out, or use a shared address for several people.',
    },
    fr: {
      title: 'Les adresses réunies dépassent la longueur du champ dans la comptabilité.',
      effect: nothingWritten.fr,
      remedy: 'Retirez une adresse ou utilisez une adresse commune à plusieurs personnes.',
    },
  },
  'customer.email-unchanged': {
    en: {
      title: 'The books hold this address already.',
      effect: nothingWritten.en,
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'La comptabilité contient déjà cette adresse.',
      effect: nothingWritten.fr,
      remedy: 'Rien à faire.',
    },
  },
  'customer.email-changed': {
    en: {
      title: 'Somebody changed this address in the books meanwhile.',
      effect: 'Your change was not written; theirs holds.',
      remedy: 'Reload, look at the new address and decide again.',
    },
    fr: {
      title: 'Quelqu’un a modifié cette adresse dans la comptabilité entre-temps.',
      effect: 'Votre modification n’a pas été écrite ; la sienne s’applique.',
      remedy: 'Rechargez, vérifiez la nouvelle adresse et décidez de nouveau.',
    },
  },
  'customer.email-waiting': {
    en: {
      title: 'An earlier change of this address is still on its way to the books.',
      effect: 'Your change was not taken; the earlier one goes on.',
      remedy:
        'Wait until it is written, then try again. If the books are disconnected, reconnect them.',
    },
    fr: {
      title:
        'Une modification précédente de cette adresse est encore en route vers la comptabilité.',
      effect: 'Votre modification n’a pas été retenue ; la précédente suit son cours.',
      remedy:
        'Attendez qu’elle soit écrite, puis réessayez. Si la comptabilité est déconnectée, reconnectez-la.',
    },
  },
  'customer.inactive': {
    en: {
      title: 'This customer is inactive in the books.',
      effect: nothingWritten.en,
      remedy: 'Make the customer active in the books first.',
    },
    fr: {
      title: 'Ce client est inactif dans la comptabilité.',
      effect: nothingWritten.fr,
      remedy: 'Réactivez d’abord le client dans la comptabilité.',
    },
  },
  'write-back.unknown': {
    en: {
      title: 'This change was not found.',
      effect: nothingWritten.en,
      remedy: 'Go back to the list of changes.',
    },
    fr: {
      title: 'Cette modification est introuvable.',
      effect: nothingWritten.fr,
      remedy: 'Retournez à la liste des modifications.',
    },
  },
  'write-back.not-undoable': {
    en: {
      title: 'This change cannot be taken back any more.',
      effect: nothingWritten.en,
      remedy: 'The address was changed again since, or never written. Correct it at the customer.',
    },
    fr: {
      title: 'Cette modification ne peut plus être annulée.',
      effect: nothingWritten.fr,
      remedy:
        'L’adresse a été modifiée depuis, ou n’a jamais été écrite. Corrigez-la chez le client.',
    },
  },
};
