import type { FailureReason } from '../../domain/deliveries/failure-reason.ts';
import type { Outcome } from '../../domain/deliveries/outcome.ts';
import type { Language } from '../../domain/rules/rule.ts';

/** The proof's own words; what the message and the mail servers say stays as it is. */
export interface ProofWords {
  title: string;
  intro: (organisation: string) => string;
  what: string;
  organisation: string;
  customer: string;
  channel: string;
  email: string;
  from: string;
  replyTo: string;
  to: string;
  cc: string;
  bcc: string;
  handedOver: string;
  provider: string;
  providerId: string;
  messageId: string;
  deliveryId: string;
  why: string;
  invoice: (number: string) => string;
  rule: (name: string, version: number, days: number) => string;
  invoiceItself: string;
  plannedOn: string;
  lookedAt: string;
  noDecision: string;
  message: string;
  subject: string;
  text: string;
  htmlSum: string;
  attachments: string;
  none: string;
  bytes: (size: number) => string;
  outcome: string;
  unheard: string;
  outcomes: Record<Outcome, string>;
  failures: Record<FailureReason, string>;
  evidence: string;
  hint: string;
  of: string;
  raw: string;
  verdicts: Record<'pass' | 'skip' | 'hold', string>;
  checksum: string;
  checksumText: string;
  page: (page: number, pages: number) => string;
}

const en: ProofWords = {
  title: 'Proof of delivery',
  intro: (organisation) =>
    `What Dunlin recorded about one message that it sent for ${organisation}.`,
  what: 'Who sent what to whom',
  organisation: 'Sent for',
  customer: 'Customer',
  channel: 'Channel',
  email: 'E-mail',
  from: 'From',
  replyTo: 'Reply to',
  to: 'To',
  cc: 'Copy',
  bcc: 'Hidden copy',
  handedOver: 'Handed over',
  provider: 'Provider',
  providerId: 'Provider’s id',
  messageId: 'Message id',
  deliveryId: 'Delivery',
  why: 'Why it left',
  invoice: (number) => `Invoice ${number}`,
  rule: (name, version, days) => `Rule “${name}”, version ${version}, step of day ${days}`,
  invoiceItself: 'The invoice itself, sent from Dunlin; no rule sends it.',
  plannedOn: 'Planned for',
  lookedAt: 'What was checked right before it left, at',
  noDecision: 'What was checked right before it left was not kept.',
  message: 'The exact message',
  subject: 'Subject',
  text: 'Text',
  htmlSum: 'SHA-256 of the HTML part',
  attachments: 'Attachments',
  none: 'None',
  bytes: (size) => `${size} bytes`,
  outcome: 'What became of it',
  unheard: 'Nothing was heard of this copy.',
  outcomes: {
    late: 'Delivered after a failure',
    delivered: 'Delivered: the receiving server has it, which does not mean read',
    taken: 'With the provider',
    deferred: 'Delayed; the provider goes on trying',
    blocked: 'Blocked',
    dropped: 'Not tried by the provider',
    bounced: 'Bounced',
    returned: 'Bounced after the receiving server had taken it',
  },
  failures: {
    'no-such-address': 'the address does not exist',
    'mailbox-off': 'the mailbox takes no mail',
    'mailbox-full': 'the mailbox is full',
    'too-big': 'the message was too big',
    'their-server': 'the receiving server has a problem',
    'way-there': 'the receiving server could not be reached',
    'not-trusted': 'the receiving server refused the message or its sender',
    'bounced-before': 'the provider knows the address from an earlier bounce',
    'complained-before': 'the provider knows an earlier complaint',
    'unsubscribed-before': 'the provider knows that the reader unsubscribed',
    other: 'the answer gives no known reason',
  },
  evidence: 'Every report, oldest first',
  hint: '“opened” and “clicked” are hints only: mail programs block or fake them.',
  of: 'Copy of',
  raw: 'Answer',
  verdicts: { pass: 'passes', skip: 'does not pass', hold: 'waits' },
  checksum: 'Checksum',
  checksumText:
    'SHA-256 of the file proof.json of the same delivery. The file holds the same facts, with the HTML part, and has this checksum as long as nothing more is reported.',
  page: (page, pages) => `Page ${page} of ${pages}`,
};

const fr: ProofWords = {
  title: 'Preuve d’envoi',
  intro: (organisation) => `Ce que Dunlin a enregistré sur un message envoyé pour ${organisation}.`,
  what: 'Qui a envoyé quoi, et à qui',
  organisation: 'Envoyé pour',
  customer: 'Client',
  channel: 'Canal',
  email: 'Courriel',
  from: 'De',
  replyTo: 'Réponse à',
  to: 'À',
  cc: 'Copie',
  bcc: 'Copie cachée',
  handedOver: 'Transmis',
  provider: 'Fournisseur',
  providerId: 'Identifiant du fournisseur',
  messageId: 'Identifiant du message',
  deliveryId: 'Envoi',
  why: 'Pourquoi il est parti',
  invoice: (number) => `Facture ${number}`,
  rule: (name, version, days) =>
    `Règle «\u00a0${name}\u00a0», version ${version}, étape du jour ${days}`,
  invoiceItself: 'La facture elle-même, envoyée depuis Dunlin ; aucune règle ne l’envoie.',
  plannedOn: 'Prévu pour le',
  lookedAt: 'Ce qui a été vérifié juste avant le départ, à',
  noDecision: 'Ce qui a été vérifié juste avant le départ n’a pas été conservé.',
  message: 'Le message exact',
  subject: 'Objet',
  text: 'Texte',
  htmlSum: 'SHA-256 de la partie HTML',
  attachments: 'Pièces jointes',
  none: 'Aucune',
  bytes: (size) => `${size} octets`,
  outcome: 'Ce qu’il est devenu',
  unheard: 'Rien n’a été signalé sur cet exemplaire.',
  outcomes: {
    late: 'Remis après un échec',
    delivered: 'Remis\u00a0: le serveur destinataire l’a, ce qui ne veut pas dire lu',
    taken: 'Chez le fournisseur',
    deferred: 'Retardé\u00a0; le fournisseur continue d’essayer',
    blocked: 'Bloqué',
    dropped: 'Non tenté par le fournisseur',
    bounced: 'Rejeté',
    returned: 'Rejeté après que le serveur destinataire l’avait accepté',
  },
  failures: {
    'no-such-address': 'l’adresse n’existe pas',
    'mailbox-off': 'la boîte ne reçoit pas de courrier',
    'mailbox-full': 'la boîte est pleine',
    'too-big': 'le message était trop volumineux',
    'their-server': 'le serveur destinataire a un problème',
    'way-there': 'le serveur destinataire n’a pas pu être joint',
    'not-trusted': 'le serveur destinataire a refusé le message ou son expéditeur',
    'bounced-before': 'le fournisseur connaît l’adresse par un rejet antérieur',
    'complained-before': 'le fournisseur connaît une plainte antérieure',
    'unsubscribed-before': 'le fournisseur sait que le lecteur s’est désinscrit',
    other: 'la réponse ne donne aucune raison connue',
  },
  evidence: 'Tous les signalements, du plus ancien au plus récent',
  hint: '«\u00a0opened\u00a0» et «\u00a0clicked\u00a0» ne sont que des indices\u00a0: les logiciels de messagerie les bloquent ou les simulent.',
  of: 'Exemplaire de',
  raw: 'Réponse',
  verdicts: { pass: 'passe', skip: 'ne passe pas', hold: 'attend' },
  checksum: 'Somme de contrôle',
  checksumText:
    'SHA-256 du fichier proof.json du même envoi. Ce fichier contient les mêmes faits, avec la partie HTML, et garde cette somme tant que rien d’autre n’est signalé.',
  page: (page, pages) => `Page ${page} sur ${pages}`,
};

export const proofWords: Record<Language, ProofWords> = { en, fr };
