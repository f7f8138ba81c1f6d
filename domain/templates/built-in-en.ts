import type { BuiltInId, TemplateText } from './template.ts';

const closing = `<p>If you have already paid, thank you, and please disregard this message. If anything about the invoice is unclear, just reply to this e-mail.</p>
<p>Kind regards,<br>{{ company.name }}</p>`;

const partPaid = `{% if invoice.part_paid %}
<p>We have received {{ invoice.paid }} of {{ invoice.total }}, thank you. {{ invoice.open }} remains open.</p>
{% endif %}`;

const daysLate = `{{ invoice.days_late }} {% if invoice.days_late == 1 %}day{% else %}days{% endif %}`;

/** Polite and factual. The firmest one states date, amount and next step, and never threatens (ux 7.1). */
export const builtInEnglish: Record<BuiltInId, TemplateText> = {
  friendly: {
    subject: 'Reminder: invoice {{ invoice.number }} was due on {{ invoice.due_on }}',
    body: `<p>Hello {{ customer.name }},</p>
<p>This is a friendly reminder that invoice <strong>{{ invoice.number }}</strong> of {{ invoice.issued_on }} was due on {{ invoice.due_on }}. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>We would be grateful for your payment in the next few days.</p>
${closing}`,
  },
  second: {
    subject: 'Second reminder: invoice {{ invoice.number }}, {{ invoice.open }} open',
    body: `<p>Hello {{ customer.name }},</p>
<p>Invoice <strong>{{ invoice.number }}</strong> was due on {{ invoice.due_on }} and is now ${daysLate} late. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>Please arrange the payment this week, or tell us by reply when we can expect it.</p>
${closing}`,
  },
  final: {
    subject: 'Final reminder: invoice {{ invoice.number }}, due on {{ invoice.due_on }}',
    body: `<p>Hello {{ customer.name }},</p>
<p>Despite our earlier reminders, we have not received full payment of invoice <strong>{{ invoice.number }}</strong>. It was due on {{ invoice.due_on }}, ${daysLate} ago. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
<p>Please pay within seven days. If that is not possible, reply to this e-mail so that we can agree on a date. This is the last reminder we send automatically; after that we will contact you in person.</p>
${closing}`,
  },
  'coming-due': {
    subject: 'Invoice {{ invoice.number }} is due on {{ invoice.due_on }}',
    body: `<p>Hello {{ customer.name }},</p>
<p>{% if invoice.days_until_due == 0 %}Invoice <strong>{{ invoice.number }}</strong> is due today, {{ invoice.due_on }}.{% else %}Invoice <strong>{{ invoice.number }}</strong> is due on {{ invoice.due_on }}.{% endif %} The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}
${closing}`,
  },
};
