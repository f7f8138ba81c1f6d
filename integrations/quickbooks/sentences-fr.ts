import type { Sentence } from '../books.ts';
import type { QuickBooksCode } from './sentences-en.ts';

export const french: Record<QuickBooksCode, Sentence> = {
  'quickbooks.throttled': {
    title: 'QuickBooks Online nous demande de ralentir.',
    effect: 'La lecture est en pause et reprend d’elle-même.',
    remedy: 'Rien à faire.',
  },
  'quickbooks.unavailable': {
    title: 'QuickBooks Online est injoignable pour le moment.',
    effect: 'Nous réessayons ; rien n’est envoyé sur la base d’anciens chiffres.',
    remedy: 'Rien à faire. Si cela dure, consultez la page d’état de QuickBooks Online.',
  },
  'quickbooks.timeout': {
    title: 'QuickBooks Online n’a pas répondu à temps.',
    effect: 'Nous réessayons de nous-mêmes.',
    remedy: 'Rien à faire.',
  },
  'quickbooks.garbled': {
    title: 'QuickBooks Online a envoyé une réponse illisible.',
    effect: 'La réponse est écartée ; nous redemandons.',
    remedy: 'Si cela dure, écrivez au support en donnant le numéro de trace.',
  },
  'quickbooks.token-refused': {
    title: 'QuickBooks Online n’accepte plus notre accès.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez QuickBooks Online.',
  },
  'quickbooks.grant-ended': {
    title: 'La connexion à QuickBooks Online a pris fin.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez QuickBooks Online.',
  },
  'quickbooks.access-lost': {
    title: 'La personne qui a connecté QuickBooks Online n’a plus accès à cette société.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Un administrateur de la société doit reconnecter.',
  },
  'quickbooks.not-authorised': {
    title: 'Dunlin n’est pas autorisé pour cette société QuickBooks Online.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez en choisissant cette société.',
  },
  'quickbooks.subscription-ended': {
    title: 'L’abonnement QuickBooks Online de cette société a pris fin.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Renouvelez l’abonnement dans QuickBooks Online, puis reconnectez.',
  },
  'quickbooks.no-permission': {
    title: 'La personne qui a connecté n’a pas ce droit dans QuickBooks Online.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Donnez-lui ce droit, ou reconnectez en tant qu’administrateur.',
  },
  'quickbooks.not-found': {
    title: 'La fiche n’existe plus dans QuickBooks Online.',
    effect: 'Rien n’a été envoyé ni modifié pour elle.',
    remedy: 'Rien à faire si elle a été supprimée volontairement.',
  },
  'quickbooks.stale-version': {
    title: 'La fiche a été modifiée entre-temps dans QuickBooks Online.',
    effect: 'Nous ne l’avons pas écrasée ; nous la relisons et décidons à nouveau.',
    remedy: 'Rien à faire.',
  },
  'quickbooks.request-repeated': {
    title: 'QuickBooks Online avait déjà reçu une modification sous ce numéro.',
    effect: 'Nous relisons la fiche et décidons à nouveau.',
    remedy: 'Rien à faire.',
  },
  'quickbooks.period-closed': {
    title: 'Les comptes sont clôturés pour la période de cette facture.',
    effect: 'La marque n’a pas été écrite dans QuickBooks Online ; le message n’est pas concerné.',
    remedy: 'Rouvrez la période dans QuickBooks Online, ou laissez ainsi.',
  },
  'quickbooks.invoice-void': {
    title: 'La facture a été annulée dans QuickBooks Online.',
    effect: 'Rien n’y a été écrit.',
    remedy: 'Rien à faire.',
  },
  'quickbooks.address-refused': {
    title: 'QuickBooks Online n’accepte pas l’adresse e-mail.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Vérifiez l’adresse et corrigez-la.',
  },
  'quickbooks.text-too-long': {
    title: 'Le texte est trop long pour le champ de QuickBooks Online.',
    effect: 'Le statut n’a pas été écrit dans QuickBooks Online.',
    remedy: 'Choisissez un texte plus court pour le champ de statut.',
  },
  'quickbooks.note-full': {
    title: 'Le mémo de relevé de la facture est plein.',
    effect: 'Rien n’a été écrit sur la facture ; le message n’est pas concerné.',
    remedy: 'Raccourcissez le mémo dans QuickBooks Online, ou désactivez la ligne de note.',
  },
  'quickbooks.email-too-long': {
    title: 'QuickBooks Online accepte au plus 100 caractères d’adresses e-mail par client.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Retirez une adresse, ou utilisez une adresse commune à plusieurs personnes.',
  },
  'quickbooks.rejected': {
    title: 'QuickBooks Online a refusé la demande.',
    effect: 'Cette étape a été laissée de côté ; le reste continue.',
    remedy: 'Écrivez au support en donnant le numéro de trace.',
  },
  'quickbooks.unsupported': {
    title: 'QuickBooks Online ne propose pas ce que nous avons demandé.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
  'quickbooks.our-request': {
    title: 'Nous avons envoyé à QuickBooks Online une demande impossible.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
  'quickbooks.library': {
    title: 'Une partie de Dunlin a échoué avant l’appel à QuickBooks Online.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
  'quickbooks.answer-too-large': {
    title: 'La réponse de QuickBooks Online est plus grande que ce que nous acceptons.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Écrivez au support en donnant le numéro de la facture.',
  },
  'quickbooks.consent-refused': {
    title: 'La connexion n’a pas été confirmée chez Intuit.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez quand vous le souhaitez.',
  },
  'quickbooks.code-refused': {
    title: 'Intuit n’a pas accepté la connexion : trop ancienne ou déjà utilisée.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez, en ne confirmant qu’une seule fois.',
  },
  'quickbooks.exchange-lost': {
    title: 'La réponse d’Intuit à la connexion s’est perdue.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez.',
  },
  'quickbooks.identity-refused': {
    title: 'La preuve d’identité fournie par Intuit n’est pas valable.',
    effect: 'Personne n’a été connecté.',
    remedy: 'Recommencez. Si cela se répète, écrivez au support.',
  },
  'quickbooks.client-refused': {
    title: 'Intuit n’accepte pas les identifiants de Dunlin.',
    effect: 'Les connexions restent telles quelles et attendent.',
    remedy: 'Nos ingénieurs sont prévenus ; rien à faire de votre côté.',
  },
  'quickbooks.file-too-large': {
    title: 'Une pièce jointe est trop grande pour un e-mail.',
    effect: 'Le fichier n’a pas été joint.',
    remedy: 'Réduisez le fichier dans QuickBooks Online, ou retirez la marque.',
  },
  'quickbooks.file-unavailable': {
    title: 'Une pièce jointe n’a pas pu être récupérée dans QuickBooks Online.',
    effect: 'Le fichier n’a pas été joint.',
    remedy: 'Ouvrez le fichier dans QuickBooks Online ; joignez-le à nouveau s’il ne s’ouvre pas.',
  },
  'quickbooks.file-host-refused': {
    title: 'Une pièce jointe se trouve à une adresse à laquelle nous ne faisons pas confiance.',
    effect: 'Le fichier n’a pas été récupéré.',
    remedy: 'Écrivez au support.',
  },
  'quickbooks.record-unreadable': {
    title: 'Il manque à une fiche de QuickBooks Online quelque chose dont nous avons besoin.',
    effect: 'Elle a été laissée de côté ; toutes les autres ont été lues.',
    remedy: 'Ouvrez-la dans QuickBooks Online et enregistrez-la à nouveau.',
  },
  'quickbooks.amount-unreadable': {
    title: 'Un montant de QuickBooks Online ne peut pas être lu exactement.',
    effect: 'La fiche a été laissée de côté ; rien n’est envoyé pour elle.',
    remedy: 'Vérifiez les montants de la facture dans QuickBooks Online.',
  },
  'quickbooks.webhook-unreadable': {
    title: 'QuickBooks Online a signalé un changement sous une forme inconnue.',
    effect: 'Le changement sera trouvé lors de la prochaine lecture régulière.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
};
