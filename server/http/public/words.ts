import type { Language } from '../../../domain/rules/rule.ts';

interface Words {
  gone: { title: string; text: string };
  busy: { title: string; text: string };
  file: {
    title: string;
    from(sender: string): string;
    download: string;
    unavailable: { title: string; text(sender: string): string };
  };
  unsubscribe: {
    title: string;
    intro(sender: string): string;
    debt: string;
    stop: string;
    resume: string;
    gets: string;
    stopped: string;
    saidStopped: string;
    saidResumed: string;
    otherReason: string;
  };
}

/** Words of the pages behind links in messages. */
export const words: Record<Language, Words> = {
  en: {
    gone: {
      title: 'This link does not work any more',
      text: 'It may have expired, or it was not copied whole. Open it from the message again, or reply to the message.',
    },
    busy: { title: 'Too many requests', text: 'Wait a minute, then open the link again.' },
    file: {
      title: 'A file for you',
      from: (sender) => `${sender} sends you this file. It was too large for the message.`,
      download: 'Download',
      unavailable: {
        title: 'The file cannot be had just now',
        text: (sender) =>
          `The books of ${sender} do not give it at the moment. Try again later, or reply to the message and ask for it.`,
      },
    },
    unsubscribe: {
      title: 'Reminders by e-mail',
      intro: (sender) =>
        `${sender} reminds you of invoices at the addresses below. Choose where no more reminders are to go.`,
      debt: 'This changes nothing about the invoices themselves: what is open stays open. The sender is told and may contact you in person.',
      stop: 'Stop reminders',
      resume: 'Resume reminders',
      gets: 'Gets reminders',
      stopped: 'Gets no reminders',
      saidStopped: 'No more reminders go to this address.',
      saidResumed: 'Reminders go to this address again.',
      otherReason:
        'Reminders to this address were stopped for another reason. Reply to a message of the sender to get them again.',
    },
  },
  fr: {
    gone: {
      title: 'Ce lien ne fonctionne plus',
      text: 'Il a peut-être expiré, ou il n’a pas été copié en entier. Ouvrez-le de nouveau depuis le message, ou répondez au message.',
    },
    busy: {
      title: 'Trop de demandes',
      text: 'Attendez une minute, puis ouvrez le lien de nouveau.',
    },
    file: {
      title: 'Un fichier pour vous',
      from: (sender) =>
        `${sender} vous envoie ce fichier. Il était trop volumineux pour être joint au message.`,
      download: 'Télécharger',
      unavailable: {
        title: 'Le fichier n’est pas disponible pour le moment',
        text: (sender) =>
          `Les livres comptables de ${sender} ne le donnent pas en ce moment. Réessayez plus tard, ou demandez-le en répondant au message.`,
      },
    },
    unsubscribe: {
      title: 'Rappels par courriel',
      intro: (sender) =>
        `${sender} vous rappelle des factures aux adresses ci-dessous. Choisissez celles qui ne doivent plus recevoir de rappels.`,
      debt: 'Cela ne change rien aux factures elles-mêmes\u00a0: ce qui est dû reste dû. L’expéditeur en est informé et peut vous contacter personnellement.',
      stop: 'Arrêter les rappels',
      resume: 'Reprendre les rappels',
      gets: 'Reçoit des rappels',
      stopped: 'Ne reçoit pas de rappels',
      saidStopped: 'Cette adresse ne recevra plus de rappels.',
      saidResumed: 'Cette adresse reçoit de nouveau des rappels.',
      otherReason:
        'Les rappels à cette adresse ont été arrêtés pour une autre raison. Répondez à un message de l’expéditeur pour les recevoir de nouveau.',
    },
  },
};
