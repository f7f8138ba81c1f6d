import type { Language } from '../rules/rule.ts';

/** What happened, what it means for sending and what to do, for the note of a task; in the organisation's language (E57). */
export function unusualVolumeNote(
  { today, busiest }: { today: number; busiest: number },
  language: Language,
): string {
  return language === 'fr'
    ? `${today} rappels doivent partir aujourd’hui\u00a0; le jour le plus chargé des 35 derniers jours, il y en a eu ${busiest}. Tout envoi est arrêté, et ce qui devait partir attend. Regardez À venir\u00a0: si tout est juste, reprenez l’envoi depuis le bandeau en haut de la page\u00a0; sinon, corrigez d’abord les règles ou les factures.`
    : `${today} reminders are to leave today; on the busiest of the last 35 days there were ${busiest}. All sending has stopped, and what was to leave waits. Look at Upcoming: if all is right, resume sending from the banner at the top of the page; if not, correct the rules or the invoices first.`;
}
