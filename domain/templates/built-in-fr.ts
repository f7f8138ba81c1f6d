import type { BuiltInId, TemplateText } from './template.ts';

const closing = `<p>Si vous avez déjà effectué le paiement, nous vous en remercions et vous prions de ne pas tenir compte de ce message. Pour toute question sur cette facture, il vous suffit de répondre à ce message.</p>
<p>Cordialement,<br>{{ company.name }}</p>`;

const partPaid = `{% if invoice.part_paid %}
<p>Nous avons bien reçu {{ invoice.paid }} sur {{ invoice.total }} et nous vous en remercions. Il reste {{ invoice.open }} à payer.</p>
{% endif %}`;

const daysLate = `{{ invoice.days_late }} {% if invoice.days_late <= 1 %}jour{% else %}jours{% endif %}`;

/**
 * The same four messages for French readers, not word for word. A no-break space (\u00a0) stands before colons; semicolons, question
 * marks and exclamation marks are avoided, because France and Canada space them differently (ux 7.1).
 */
export const builtInFrench: Record<BuiltInId, TemplateText> = {
  friendly: {
    subject: 'Rappel\u00a0: la facture {{ invoice.number }} était à payer le {{ invoice.due_on }}',
    body: `<p>Bonjour {{ customer.name }},</p>
<p>Sauf erreur de notre part, la facture <strong>{{ invoice.number }}</strong> du {{ invoice.issued_on }}, arrivée à échéance le {{ invoice.due_on }}, n’est pas encore réglée. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>Nous vous serions reconnaissants de bien vouloir la régler dans les prochains jours.</p>
${closing}`,
  },
  second: {
    subject: 'Deuxième rappel\u00a0: facture {{ invoice.number }}, solde de {{ invoice.open }}',
    body: `<p>Bonjour {{ customer.name }},</p>
<p>La facture <strong>{{ invoice.number }}</strong> est arrivée à échéance le {{ invoice.due_on }}. Son paiement a maintenant ${daysLate} de retard. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>Merci de procéder au paiement cette semaine, ou de nous indiquer en réponse à quelle date nous pouvons l’attendre.</p>
${closing}`,
  },
  final: {
    subject: 'Dernier rappel\u00a0: facture {{ invoice.number }}, échue le {{ invoice.due_on }}',
    body: `<p>Bonjour {{ customer.name }},</p>
<p>Malgré nos précédents rappels, nous n’avons pas reçu le paiement complet de la facture <strong>{{ invoice.number }}</strong>. Elle est arrivée à échéance le {{ invoice.due_on }}, il y a ${daysLate}. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>Merci de la régler sous sept jours. Si cela ne vous est pas possible, répondez à ce message afin que nous convenions d’une date. Ceci est notre dernier rappel automatique\u00a0: nous prendrons ensuite contact avec vous personnellement.</p>
${closing}`,
  },
  'coming-due': {
    subject: 'La facture {{ invoice.number }} est à payer pour le {{ invoice.due_on }}',
    body: `<p>Bonjour {{ customer.name }},</p>
<p>{% if invoice.days_until_due == 0 %}La facture <strong>{{ invoice.number }}</strong> arrive à échéance aujourd’hui, le {{ invoice.due_on }}.{% else %}La facture <strong>{{ invoice.number }}</strong> arrive à échéance le {{ invoice.due_on }}.{% endif %} Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
${closing}`,
  },
};
