import type { Language } from '../rules/rule.ts';

/** What happened, what it means for sending and what to do, for the note of a task; in the organisation's language (E57). */
export function massBounceNote(
  { messages, failed }: { messages: number; failed: number },
  language: Language,
): string {
  return language === 'fr'
    ? `Sur ${messages} messages des 7 derniers jours, ${failed} ne sont pas arrivés. Tout envoi est arrêté, et ce qui devait partir attend. Vérifiez les adresses de vos clients et l’expéditeur dans Paramètres\u00a0› Envoi, puis reprenez l’envoi depuis le bandeau en haut de la page.`
    : `Of ${messages} messages of the last 7 days, ${failed} did not arrive. All sending has stopped, and what was to leave waits. Check your customers’ addresses and the sender in Settings › Sending, then resume sending from the banner at the top of the page.`;
}
