import type { Language } from '../rules/rule.ts';

/** For the note of a task: what happened to the sender's domain, what it means for sending, what to do. */
export function domainLostNote(domain: string, language: Language): string {
  return language === 'fr'
    ? `Le domaine ${domain} ne passe plus la vérification. Les messages partent de l’adresse de Dunlin au nom de votre entreprise, et les réponses vous parviennent toujours. Ouvrez Paramètres › Envoi, rétablissez les enregistrements chez l’hébergeur du domaine, puis vérifiez de nouveau.`
    : `The domain ${domain} no longer passes the check. Messages leave from Dunlin’s address in the name of your company, and replies still reach you. Open Settings › Sending, restore the records where the domain is hosted, then check again.`;
}
