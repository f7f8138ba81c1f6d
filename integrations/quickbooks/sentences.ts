/** What a code means for the person: what happened, what Dunlin does about it by itself, what the person can do. */
export interface Sentence {
  title: string;
  effect: string;
  remedy: string;
}

type Both = { en: Sentence; fr: Sentence };

/** One entry for each code that this adapter throws or puts beside an unreadable record. */
export const quickbooksSentences = {
  'quickbooks.throttled': {
    en: {
      title: 'QuickBooks Online asked us to slow down.',
      effect: 'Reading is paused and goes on by itself.',
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'QuickBooks Online nous demande de ralentir.',
      effect: 'La lecture est en pause et reprend d’elle-même.',
      remedy: 'Rien à faire.',
    },
  },
  'quickbooks.unavailable': {
    en: {
      title: 'QuickBooks Online cannot be reached at the moment.',
      effect: 'We try again by ourselves; nothing is sent on old figures.',
      remedy: 'Nothing to do. If it lasts, look at the status page of QuickBooks Online.',
    },
    fr: {
      title: 'QuickBooks Online est injoignable pour le moment.',
      effect: 'Nous réessayons ; rien n’est envoyé sur la base d’anciens chiffres.',
      remedy: 'Rien à faire. Si cela dure, consultez la page d’état de QuickBooks Online.',
    },
  },
  'quickbooks.timeout': {
    en: {
      title: 'QuickBooks Online did not answer in time.',
      effect: 'We try again by ourselves.',
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'QuickBooks Online n’a pas répondu à temps.',
      effect: 'Nous réessayons de nous-mêmes.',
      remedy: 'Rien à faire.',
    },
  },
  'quickbooks.garbled': {
    en: {
      title: 'QuickBooks Online sent an answer that cannot be read.',
      effect: 'The answer was thrown away; we ask again.',
      remedy: 'If it lasts, write to support and give the trace number.',
    },
    fr: {
      title: 'QuickBooks Online a envoyé une réponse illisible.',
      effect: 'La réponse est écartée ; nous redemandons.',
      remedy: 'Si cela dure, écrivez au support en donnant le numéro de trace.',
    },
  },
  'quickbooks.token-refused': {
    en: {
      title: 'QuickBooks Online no longer accepts our access.',
      effect: 'The connection is paused: no reading, no messages.',
      remedy: 'Connect to QuickBooks Online again.',
    },
    fr: {
      title: 'QuickBooks Online n’accepte plus notre accès.',
      effect: 'La connexion est en pause : ni lecture, ni message.',
      remedy: 'Reconnectez QuickBooks Online.',
    },
  },
  'quickbooks.grant-ended': {
    en: {
      title: 'The connection to QuickBooks Online has ended.',
      effect: 'The connection is paused: no reading, no messages.',
      remedy: 'Connect to QuickBooks Online again.',
    },
    fr: {
      title: 'La connexion à QuickBooks Online a pris fin.',
      effect: 'La connexion est en pause : ni lecture, ni message.',
      remedy: 'Reconnectez QuickBooks Online.',
    },
  },
  'quickbooks.access-lost': {
    en: {
      title: 'The person who connected QuickBooks Online lost access to this company.',
      effect: 'The connection is paused: no reading, no messages.',
      remedy: 'An administrator of the company connects again.',
    },
    fr: {
      title: 'La personne qui a connecté QuickBooks Online n’a plus accès à cette société.',
      effect: 'La connexion est en pause : ni lecture, ni message.',
      remedy: 'Un administrateur de la société doit reconnecter.',
    },
  },
  'quickbooks.not-authorised': {
    en: {
      title: 'Dunlin is not authorised for this QuickBooks Online company.',
      effect: 'The connection is paused: no reading, no messages.',
      remedy: 'Connect again and choose this company.',
    },
    fr: {
      title: 'Dunlin n’est pas autorisé pour cette société QuickBooks Online.',
      effect: 'La connexion est en pause : ni lecture, ni message.',
      remedy: 'Reconnectez en choisissant cette société.',
    },
  },
  'quickbooks.subscription-ended': {
    en: {
      title: 'The QuickBooks Online subscription of this company has ended.',
      effect: 'The connection is paused: no reading, no messages.',
      remedy: 'Renew the subscription in QuickBooks Online, then connect again.',
    },
    fr: {
      title: 'L’abonnement QuickBooks Online de cette société a pris fin.',
      effect: 'La connexion est en pause : ni lecture, ni message.',
      remedy: 'Renouvelez l’abonnement dans QuickBooks Online, puis reconnectez.',
    },
  },
  'quickbooks.no-permission': {
    en: {
      title: 'The person who connected may not do this in QuickBooks Online.',
      effect: 'This one step was left out.',
      remedy: 'Give that person the right, or connect as an administrator.',
    },
    fr: {
      title: 'La personne qui a connecté n’a pas ce droit dans QuickBooks Online.',
      effect: 'Cette étape a été laissée de côté.',
      remedy: 'Donnez-lui ce droit, ou reconnectez en tant qu’administrateur.',
    },
  },
  'quickbooks.not-found': {
    en: {
      title: 'The record no longer exists in QuickBooks Online.',
      effect: 'Nothing was sent or changed for it.',
      remedy: 'Nothing to do if it was deleted on purpose.',
    },
    fr: {
      title: 'La fiche n’existe plus dans QuickBooks Online.',
      effect: 'Rien n’a été envoyé ni modifié pour elle.',
      remedy: 'Rien à faire si elle a été supprimée volontairement.',
    },
  },
  'quickbooks.stale-version': {
    en: {
      title: 'Somebody changed the invoice in QuickBooks Online meanwhile.',
      effect: 'We did not overwrite it; we read it again and decide again.',
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'La facture a été modifiée entre-temps dans QuickBooks Online.',
      effect: 'Nous ne l’avons pas écrasée ; nous la relisons et décidons à nouveau.',
      remedy: 'Rien à faire.',
    },
  },
  'quickbooks.request-repeated': {
    en: {
      title: 'QuickBooks Online had already taken a change with this number.',
      effect: 'We read the invoice again and decide again.',
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'QuickBooks Online avait déjà reçu une modification sous ce numéro.',
      effect: 'Nous relisons la facture et décidons à nouveau.',
      remedy: 'Rien à faire.',
    },
  },
  'quickbooks.period-closed': {
    en: {
      title: 'The books are closed for this invoice’s period.',
      effect:
        'The mark was not written into QuickBooks Online; the message itself is not affected.',
      remedy: 'Reopen the period in QuickBooks Online, or leave it.',
    },
    fr: {
      title: 'Les comptes sont clôturés pour la période de cette facture.',
      effect:
        'La marque n’a pas été écrite dans QuickBooks Online ; le message n’est pas concerné.',
      remedy: 'Rouvrez la période dans QuickBooks Online, ou laissez ainsi.',
    },
  },
  'quickbooks.invoice-void': {
    en: {
      title: 'The invoice was voided in QuickBooks Online.',
      effect: 'Nothing was written to it.',
      remedy: 'Nothing to do.',
    },
    fr: {
      title: 'La facture a été annulée dans QuickBooks Online.',
      effect: 'Rien n’y a été écrit.',
      remedy: 'Rien à faire.',
    },
  },
  'quickbooks.address-refused': {
    en: {
      title: 'QuickBooks Online does not accept the e-mail address.',
      effect: 'The change was not written.',
      remedy: 'Correct the address on the invoice in QuickBooks Online.',
    },
    fr: {
      title: 'QuickBooks Online n’accepte pas l’adresse e-mail.',
      effect: 'La modification n’a pas été écrite.',
      remedy: 'Corrigez l’adresse sur la facture dans QuickBooks Online.',
    },
  },
  'quickbooks.text-too-long': {
    en: {
      title: 'The text is too long for the field in QuickBooks Online.',
      effect: 'The status was not written into QuickBooks Online.',
      remedy: 'Choose a shorter text for the status field.',
    },
    fr: {
      title: 'Le texte est trop long pour le champ de QuickBooks Online.',
      effect: 'Le statut n’a pas été écrit dans QuickBooks Online.',
      remedy: 'Choisissez un texte plus court pour le champ de statut.',
    },
  },
  'quickbooks.rejected': {
    en: {
      title: 'QuickBooks Online refused the request.',
      effect: 'This one step was left out; everything else goes on.',
      remedy: 'Write to support and give the trace number.',
    },
    fr: {
      title: 'QuickBooks Online a refusé la demande.',
      effect: 'Cette étape a été laissée de côté ; le reste continue.',
      remedy: 'Écrivez au support en donnant le numéro de trace.',
    },
  },
  'quickbooks.unsupported': {
    en: {
      title: 'QuickBooks Online does not offer what we asked for.',
      effect: 'This one step was left out.',
      remedy: 'Our engineers have been told.',
    },
    fr: {
      title: 'QuickBooks Online ne propose pas ce que nous avons demandé.',
      effect: 'Cette étape a été laissée de côté.',
      remedy: 'Nos ingénieurs sont prévenus.',
    },
  },
  'quickbooks.our-request': {
    en: {
      title: 'We sent QuickBooks Online a request that could not work.',
      effect: 'This one step was left out.',
      remedy: 'Our engineers have been told.',
    },
    fr: {
      title: 'Nous avons envoyé à QuickBooks Online une demande impossible.',
      effect: 'Cette étape a été laissée de côté.',
      remedy: 'Nos ingénieurs sont prévenus.',
    },
  },
  'quickbooks.library': {
    en: {
      title: 'A part of Dunlin failed before QuickBooks Online was called.',
      effect: 'This one step was left out.',
      remedy: 'Our engineers have been told.',
    },
    fr: {
      title: 'Une partie de Dunlin a échoué avant l’appel à QuickBooks Online.',
      effect: 'Cette étape a été laissée de côté.',
      remedy: 'Nos ingénieurs sont prévenus.',
    },
  },
  'quickbooks.answer-too-large': {
    en: {
      title: 'The answer of QuickBooks Online is larger than we take in.',
      effect: 'This one step was left out.',
      remedy: 'Write to support and give the invoice’s number.',
    },
    fr: {
      title: 'La réponse de QuickBooks Online est plus grande que ce que nous acceptons.',
      effect: 'Cette étape a été laissée de côté.',
      remedy: 'Écrivez au support en donnant le numéro de la facture.',
    },
  },
  'quickbooks.consent-refused': {
    en: {
      title: 'The connection was not confirmed at Intuit.',
      effect: 'Nothing was connected.',
      remedy: 'Start again when you are ready.',
    },
    fr: {
      title: 'La connexion n’a pas été confirmée chez Intuit.',
      effect: 'Rien n’a été connecté.',
      remedy: 'Recommencez quand vous le souhaitez.',
    },
  },
  'quickbooks.code-refused': {
    en: {
      title: 'Intuit did not accept the sign-in: it was too old or already used.',
      effect: 'Nothing was connected.',
      remedy: 'Start again, and confirm only once.',
    },
    fr: {
      title: 'Intuit n’a pas accepté la connexion : trop ancienne ou déjà utilisée.',
      effect: 'Rien n’a été connecté.',
      remedy: 'Recommencez, en ne confirmant qu’une seule fois.',
    },
  },
  'quickbooks.exchange-lost': {
    en: {
      title: 'The answer of Intuit to the sign-in was lost.',
      effect: 'Nothing was connected.',
      remedy: 'Start again.',
    },
    fr: {
      title: 'La réponse d’Intuit à la connexion s’est perdue.',
      effect: 'Rien n’a été connecté.',
      remedy: 'Recommencez.',
    },
  },
  'quickbooks.identity-refused': {
    en: {
      title: 'Intuit’s proof of who signed in is not valid.',
      effect: 'Nobody was signed in.',
      remedy: 'Start again. If it happens twice, write to support.',
    },
    fr: {
      title: 'La preuve d’identité fournie par Intuit n’est pas valable.',
      effect: 'Personne n’a été connecté.',
      remedy: 'Recommencez. Si cela se répète, écrivez au support.',
    },
  },
  'quickbooks.client-refused': {
    en: {
      title: 'Intuit does not accept Dunlin’s own credentials.',
      effect: 'Connections stay as they are and wait.',
      remedy: 'Our engineers have been told; nothing to do for you.',
    },
    fr: {
      title: 'Intuit n’accepte pas les identifiants de Dunlin.',
      effect: 'Les connexions restent telles quelles et attendent.',
      remedy: 'Nos ingénieurs sont prévenus ; rien à faire de votre côté.',
    },
  },
  'quickbooks.file-too-large': {
    en: {
      title: 'An attachment is too large for an e-mail.',
      effect: 'The file was not attached.',
      remedy: 'Make the file smaller in QuickBooks Online, or take the mark off.',
    },
    fr: {
      title: 'Une pièce jointe est trop grande pour un e-mail.',
      effect: 'Le fichier n’a pas été joint.',
      remedy: 'Réduisez le fichier dans QuickBooks Online, ou retirez la marque.',
    },
  },
  'quickbooks.file-unavailable': {
    en: {
      title: 'An attachment could not be fetched from QuickBooks Online.',
      effect: 'The file was not attached.',
      remedy: 'Open the file in QuickBooks Online; attach it again if it does not open.',
    },
    fr: {
      title: 'Une pièce jointe n’a pas pu être récupérée dans QuickBooks Online.',
      effect: 'Le fichier n’a pas été joint.',
      remedy:
        'Ouvrez le fichier dans QuickBooks Online ; joignez-le à nouveau s’il ne s’ouvre pas.',
    },
  },
  'quickbooks.file-host-refused': {
    en: {
      title: 'An attachment lies at an address that we do not trust.',
      effect: 'The file was not fetched.',
      remedy: 'Write to support.',
    },
    fr: {
      title: 'Une pièce jointe se trouve à une adresse à laquelle nous ne faisons pas confiance.',
      effect: 'Le fichier n’a pas été récupéré.',
      remedy: 'Écrivez au support.',
    },
  },
  'quickbooks.record-unreadable': {
    en: {
      title: 'A record from QuickBooks Online lacks something we need.',
      effect: 'It was left out; all others were read.',
      remedy: 'Open it in QuickBooks Online and save it again.',
    },
    fr: {
      title: 'Il manque à une fiche de QuickBooks Online quelque chose dont nous avons besoin.',
      effect: 'Elle a été laissée de côté ; toutes les autres ont été lues.',
      remedy: 'Ouvrez-la dans QuickBooks Online et enregistrez-la à nouveau.',
    },
  },
  'quickbooks.amount-unreadable': {
    en: {
      title: 'An amount from QuickBooks Online cannot be read exactly.',
      effect: 'The record was left out; nothing is sent for it.',
      remedy: 'Check the amounts of the invoice in QuickBooks Online.',
    },
    fr: {
      title: 'Un montant de QuickBooks Online ne peut pas être lu exactement.',
      effect: 'La fiche a été laissée de côté ; rien n’est envoyé pour elle.',
      remedy: 'Vérifiez les montants de la facture dans QuickBooks Online.',
    },
  },
  'quickbooks.webhook-unreadable': {
    en: {
      title: 'QuickBooks Online reported a change in a form we do not know.',
      effect: 'The change is found by the next regular reading.',
      remedy: 'Our engineers have been told.',
    },
    fr: {
      title: 'QuickBooks Online a signalé un changement sous une forme inconnue.',
      effect: 'Le changement sera trouvé lors de la prochaine lecture régulière.',
      remedy: 'Nos ingénieurs sont prévenus.',
    },
  },
} satisfies Record<`quickbooks.${string}`, Both>;

export type QuickBooksCode = keyof typeof quickbooksSentences;
