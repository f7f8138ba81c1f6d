import type { Sentence } from '../books.ts';
import type { XeroCode } from './sentences-en.ts';

export const french: Record<XeroCode, Sentence> = {
  'xero.throttled': {
    title: 'Xero nous demande de ralentir.',
    effect: 'La lecture est en pause et reprend d’elle-même.',
    remedy: 'Rien à faire.',
  },
  'xero.day-used-up': {
    title: 'Xero n’autorise plus d’appels pour cette organisation aujourd’hui.',
    effect: 'Rien n’est lu ni envoyé jusqu’à ce qu’il les autorise à nouveau.',
    remedy: 'Rien à faire ; la suite se fera d’elle-même.',
  },
  'xero.unavailable': {
    title: 'Xero est injoignable pour le moment.',
    effect: 'Nous réessayons ; rien n’est envoyé sur la base d’anciens chiffres.',
    remedy: 'Rien à faire. Si cela dure, consultez la page d’état de Xero.',
  },
  'xero.timeout': {
    title: 'Xero n’a pas répondu à temps.',
    effect: 'Nous réessayons de nous-mêmes.',
    remedy: 'Rien à faire.',
  },
  'xero.garbled': {
    title: 'Xero a envoyé une réponse illisible.',
    effect: 'La réponse est écartée ; nous redemandons.',
    remedy: 'Si cela dure, écrivez au support en donnant le numéro de trace.',
  },
  'xero.token-refused': {
    title: 'Xero n’accepte plus notre accès.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez Xero.',
  },
  'xero.grant-ended': {
    title: 'La connexion à Xero a pris fin.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez Xero.',
  },
  'xero.scope-missing': {
    title: 'Xero n’a pas accordé à Dunlin tous les droits nécessaires.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez Xero et accordez ce qui est demandé.',
  },
  'xero.organisation-gone': {
    title: 'Cette organisation a été déconnectée de Dunlin dans Xero.',
    effect: 'La connexion est en pause : ni lecture, ni message.',
    remedy: 'Reconnectez et choisissez cette organisation.',
  },
  'xero.no-permission': {
    title: 'La personne qui a connecté Xero n’a pas ce droit.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Donnez-lui un rôle plus élevé dans Xero, ou connectez-vous comme conseiller.',
  },
  'xero.not-found': {
    title: 'La fiche n’existe plus dans Xero.',
    effect: 'Rien n’a été envoyé ni modifié pour elle.',
    remedy: 'Rien à faire si elle a été supprimée exprès.',
  },
  'xero.stale-version': {
    title: 'Quelqu’un a modifié la fiche dans Xero entre-temps.',
    effect: 'Nous ne l’avons pas écrasée ; nous la relisons et décidons à nouveau.',
    remedy: 'Rien à faire.',
  },
  'xero.invoice-void': {
    title: 'La facture a été annulée dans Xero.',
    effect: 'Rien n’y a été écrit.',
    remedy: 'Rien à faire.',
  },
  'xero.invoice-closed': {
    title: 'Xero ne laisse plus modifier cette facture.',
    effect: 'La marque n’a pas été écrite dans Xero ; le message n’est pas concerné.',
    remedy: 'Rien à faire ; marquez-la vous-même dans Xero si nécessaire.',
  },
  'xero.period-locked': {
    title: 'Les livres sont verrouillés pour la période de cette facture.',
    effect: 'La marque n’a pas été écrite dans Xero ; le message n’est pas concerné.',
    remedy: 'Déplacez la date de verrouillage dans Xero, ou laissez tel quel.',
  },
  'xero.note-too-long': {
    title: 'La note est trop longue pour l’historique de Xero.',
    effect: 'La note n’a pas été écrite ; le message n’est pas concerné.',
    remedy: 'Écrivez au support.',
  },
  'xero.address-refused': {
    title: 'Xero n’accepte pas l’adresse e-mail.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Vérifiez l’adresse et corrigez-la.',
  },
  'xero.too-many-addresses': {
    title: 'Un contact de Xero a une adresse et cinq personnes au plus.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Retirez une adresse, ou utilisez une adresse commune à plusieurs personnes.',
  },
  'xero.name-taken': {
    title: 'Un autre contact de Xero porte le même nom.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Donnez un autre nom à l’un des deux contacts dans Xero.',
  },
  'xero.contact-archived': {
    title: 'Le contact est archivé dans Xero.',
    effect: 'La modification n’a pas été écrite.',
    remedy: 'Restaurez d’abord le contact dans Xero.',
  },
  'xero.rejected': {
    title: 'Xero a refusé la demande.',
    effect: 'Cette étape a été laissée de côté ; le reste continue.',
    remedy: 'Écrivez au support en donnant le numéro de trace.',
  },
  'xero.our-request': {
    title: 'Nous avons envoyé à Xero une demande qui ne pouvait pas aboutir.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
  'xero.answer-too-large': {
    title: 'La réponse de Xero dépasse ce que nous acceptons.',
    effect: 'Cette étape a été laissée de côté.',
    remedy: 'Écrivez au support en donnant le numéro de la facture.',
  },
  'xero.consent-refused': {
    title: 'La connexion n’a pas été confirmée chez Xero.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez quand vous serez prêt.',
  },
  'xero.code-refused': {
    title: 'Xero n’a pas accepté la connexion : trop ancienne ou déjà utilisée.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez, et ne confirmez qu’une fois.',
  },
  'xero.exchange-lost': {
    title: 'La réponse de Xero à la connexion s’est perdue.',
    effect: 'Rien n’a été connecté.',
    remedy: 'Recommencez.',
  },
  'xero.identity-refused': {
    title: 'La preuve d’identité fournie par Xero n’est pas valable.',
    effect: 'Personne n’a été connecté.',
    remedy: 'Recommencez. Si cela se répète, écrivez au support.',
  },
  'xero.client-refused': {
    title: 'Xero n’accepte pas les identifiants de Dunlin.',
    effect: 'Les connexions restent en l’état et attendent.',
    remedy: 'Nos ingénieurs sont prévenus ; rien à faire de votre côté.',
  },
  'xero.file-too-large': {
    title: 'Une pièce jointe est trop grande pour un e-mail.',
    effect: 'Le fichier n’a pas été joint.',
    remedy: 'Réduisez le fichier dans Xero, ou ne l’incluez plus en ligne.',
  },
  'xero.file-unavailable': {
    title: 'Une pièce jointe n’a pas pu être récupérée dans Xero.',
    effect: 'Le fichier n’a pas été joint.',
    remedy: 'Ouvrez le fichier dans Xero ; joignez-le à nouveau s’il ne s’ouvre pas.',
  },
  'xero.record-unreadable': {
    title: 'Il manque à une fiche de Xero quelque chose dont nous avons besoin.',
    effect: 'Elle a été laissée de côté ; toutes les autres ont été lues.',
    remedy: 'Ouvrez-la dans Xero et enregistrez-la à nouveau.',
  },
  'xero.amount-unreadable': {
    title: 'Un montant de Xero ne peut pas être lu exactement.',
    effect: 'La fiche a été laissée de côté ; rien n’est envoyé pour elle.',
    remedy: 'Vérifiez les montants de la facture dans Xero.',
  },
  'xero.webhook-unreadable': {
    title: 'Xero a signalé un changement sous une forme inconnue.',
    effect: 'Le changement sera trouvé lors de la prochaine lecture régulière.',
    remedy: 'Nos ingénieurs sont prévenus.',
  },
};
