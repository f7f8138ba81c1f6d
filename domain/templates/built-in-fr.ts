import { oneOrMany } from './one-or-many.ts';
import type { BuiltInId, TemplateText } from './template.ts';

const greeting = `<p>Bonjour {{ customer.name }},</p>`;

const regards = `<p>Cordialement,<br>{{ company.name }}</p>`;

const closing = `<p>Si vous avez déjà effectué le paiement, nous vous en remercions et vous prions de ne pas tenir compte de ce message. Pour toute question, il vous suffit de répondre à ce message.</p>
${regards}`;

const partPaid = `{% if invoice.part_paid %}
<p>Nous avons bien reçu {{ invoice.paid }} sur {{ invoice.total }} et nous vous en remercions. Il reste {{ invoice.open }} à payer.</p>
{% endif %}`;

const money = `{% if invoices.has_disputed %}
<p>Un montant de {{ invoices.disputed }} fait l’objet d’un litige entre nous et n’est pas compris dans ce solde.</p>
{% endif %}
{% if account.has_credit %}
{% if account.is_set_off %}
<p>Vous disposez chez nous d’un crédit de {{ account.credit }}, que nous avons imputé. Le montant à payer est de <strong>{{ invoices.asked }}</strong>.</p>
{% else %}
<p>Vous disposez chez nous d’un crédit de {{ account.credit }}. Une fois ce crédit déduit, il reste {{ account.net }} à payer sur votre compte.</p>
{% endif %}
{% endif %}`;

const daysLate = `{{ invoice.days_late }} {% if invoice.days_late <= 1 %}jour{% else %}jours{% endif %}`;
const oldest = `{{ invoices.oldest_days_late }} {% if invoices.oldest_days_late <= 1 %}jour{% else %}jours{% endif %}`;

/**
 * The same messages for French readers, not word for word. A no-break space (\u00a0) stands before colons; semicolons, question
 * marks and exclamation marks are avoided, because France and Canada space them differently (ux 7.1).
 */
export const builtInFrench: Record<BuiltInId, TemplateText> = {
  friendly: {
    subject:
      'Rappel\u00a0: {% if invoices.is_one %}la facture {{ invoice.number }} était à payer le {{ invoice.due_on }}{% else %}{{ invoices.count }} factures sont échues, solde de {{ invoices.open }}{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>Sauf erreur de notre part, la facture <strong>{{ invoice.number }}</strong> du {{ invoice.issued_on }}, arrivée à échéance le {{ invoice.due_on }}, n’est pas encore réglée. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>Sauf erreur de notre part, {{ invoices.count }} factures arrivées à échéance ne sont pas encore réglées. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total.</p>`,
)}
${money}
<p>Nous vous serions reconnaissants de bien vouloir effectuer le paiement dans les prochains jours.</p>
${closing}`,
  },
  second: {
    subject:
      'Deuxième rappel\u00a0: {% if invoices.is_one %}facture {{ invoice.number }}{% else %}{{ invoices.count }} factures{% endif %}, solde de {{ invoices.open }}',
    body: `${greeting}
${oneOrMany(
  `<p>La facture <strong>{{ invoice.number }}</strong> est arrivée à échéance le {{ invoice.due_on }}. Son paiement a maintenant ${daysLate} de retard. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>{{ invoices.count }} factures sont arrivées à échéance. Le paiement de la plus ancienne a maintenant ${oldest} de retard. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total.</p>`,
)}
${money}
<p>Merci de procéder au paiement cette semaine, ou de nous indiquer en réponse à quelle date nous pouvons l’attendre.</p>
${closing}`,
  },
  final: {
    subject:
      'Dernier rappel\u00a0: {% if invoices.is_one %}facture {{ invoice.number }}, échue le {{ invoice.due_on }}{% else %}{{ invoices.count }} factures, solde de {{ invoices.open }}{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>Malgré nos précédents rappels, nous n’avons pas reçu le paiement complet de la facture <strong>{{ invoice.number }}</strong>. Elle est arrivée à échéance le {{ invoice.due_on }}, il y a ${daysLate}. Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>Malgré nos précédents rappels, nous n’avons pas reçu le paiement complet de {{ invoices.count }} factures. La plus ancienne est arrivée à échéance il y a ${oldest}. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total.</p>`,
)}
${money}
<p>Merci d’effectuer le paiement sous sept jours. Si cela ne vous est pas possible, répondez à ce message afin que nous convenions d’une date. Ceci est notre dernier rappel automatique\u00a0: nous prendrons ensuite contact avec vous personnellement.</p>
${closing}`,
  },
  'coming-due': {
    subject:
      '{% if invoices.is_one %}La facture {{ invoice.number }} est à payer pour le {{ invoice.due_on }}{% else %}{{ invoices.count }} factures arrivent à échéance, solde de {{ invoices.open }}{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>{% if invoice.days_until_due == 0 %}La facture <strong>{{ invoice.number }}</strong> arrive à échéance aujourd’hui, le {{ invoice.due_on }}.{% else %}La facture <strong>{{ invoice.number }}</strong> arrive à échéance le {{ invoice.due_on }}.{% endif %} Le solde à payer est de <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>{{ invoices.count }} factures arrivent bientôt à échéance. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total.</p>`,
)}
${money}
${closing}`,
  },
  'new-invoice': {
    subject:
      '{% if invoices.is_one %}Facture {{ invoice.number }}{% else %}{{ invoices.count }} factures{% endif %} de {{ company.name }}',
    body: `${greeting}
${oneOrMany(
  `<p>Voici notre facture <strong>{{ invoice.number }}</strong> du {{ invoice.issued_on }}{% if invoices.has_pdf %}, jointe en format PDF{% endif %}. Le solde à payer est de <strong>{{ invoice.open }}</strong>, pour le {{ invoice.due_on }}.</p>
${partPaid}`,
  `<p>Voici {{ invoices.count }} nouvelles factures{% if invoices.has_pdf %}, jointes en format PDF{% endif %}. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total.</p>`,
)}
${money}
<p>Nous vous remercions de votre confiance. Pour toute question, il vous suffit de répondre à ce message.</p>
${regards}`,
  },
  summary: {
    subject: 'Relevé de compte\u00a0: solde de {{ invoices.open }}',
    body: `${greeting}
<p>Voici le relevé de votre compte. Le solde à payer est de <strong>{{ invoices.open }}</strong> au total{% if invoices.overdue_count > 0 %}, dont <strong>{{ invoices.overdue }}</strong> en retard. La facture la plus ancienne est arrivée à échéance il y a ${oldest}{% endif %}.</p>
{{ invoices.table }}
${money}
${closing}`,
  },
  invoice: {
    subject: 'Facture {{ invoice.number }} de {{ company.name }}',
    body: `${greeting}
<p>Voici notre facture <strong>{{ invoice.number }}</strong> du {{ invoice.issued_on }}, d’un montant de <strong>{{ invoice.total }}</strong>{% if invoices.has_pdf %}, jointe en format PDF{% endif %}.</p>
{% if invoice.is_paid %}
<p>Elle est payée, merci. Nous vous prions de la conserver dans vos dossiers.</p>
{% else %}
<p>{% if invoice.part_paid %}Nous avons reçu {{ invoice.paid }}, merci. {% endif %}Le solde à payer est de <strong>{{ invoice.open }}</strong>, pour le {{ invoice.due_on }}.</p>
{% endif %}
<p>Nous vous remercions de votre confiance. Pour toute question, il vous suffit de répondre à ce message.</p>
${regards}`,
  },
};
