import { oneOrMany } from './one-or-many.ts';
import type { BuiltInId, TemplateText } from './template.ts';

const greeting = `<p>Hello {{ customer.name }},</p>`;

const regards = `<p>Kind regards,<br>{{ company.name }}</p>`;

const closing = `<p>If you have already paid, thank you, and please disregard this message. If anything is unclear, just reply to this e-mail.</p>
${regards}`;

const partPaid = `{% if invoice.part_paid %}
<p>We have received {{ invoice.paid }} of {{ invoice.total }}, thank you. {{ invoice.open }} remains open.</p>
{% endif %}`;

const money = `{% if invoices.has_disputed %}
<p>{{ invoices.disputed }} is in dispute between us and is not part of this amount.</p>
{% endif %}
{% if account.has_credit %}
{% if account.is_set_off %}
<p>We hold a credit of {{ account.credit }} for you and have set it off. Please pay <strong>{{ invoices.asked }}</strong>.</p>
{% else %}
<p>We hold a credit of {{ account.credit }} for you. With it, {{ account.net }} remains open on your account.</p>
{% endif %}
{% endif %}`;

const daysLate = `{{ invoice.days_late }} {% if invoice.days_late == 1 %}day{% else %}days{% endif %}`;
const oldest = `{{ invoices.oldest_days_late }} {% if invoices.oldest_days_late == 1 %}day{% else %}days{% endif %}`;

/** Polite and factual. The firmest one states date, amount and next step, and never threatens (ux 7.1). */
export const builtInEnglish: Record<BuiltInId, TemplateText> = {
  friendly: {
    subject:
      'Reminder: {% if invoices.is_one %}invoice {{ invoice.number }} was due on {{ invoice.due_on }}{% else %}{{ invoices.count }} invoices are past due, {{ invoices.open }} open{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>This is a friendly reminder that invoice <strong>{{ invoice.number }}</strong> of {{ invoice.issued_on }} was due on {{ invoice.due_on }}. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>This is a friendly reminder that {{ invoices.count }} invoices are past their due date. Together, <strong>{{ invoices.open }}</strong> is open.</p>`,
)}
${money}
<p>We would be grateful for your payment in the next few days.</p>
${closing}`,
  },
  second: {
    subject:
      'Second reminder: {% if invoices.is_one %}invoice {{ invoice.number }}{% else %}{{ invoices.count }} invoices{% endif %}, {{ invoices.open }} open',
    body: `${greeting}
${oneOrMany(
  `<p>Invoice <strong>{{ invoice.number }}</strong> was due on {{ invoice.due_on }} and is now ${daysLate} late. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>{{ invoices.count }} invoices are past their due date, the oldest by ${oldest}. Together, <strong>{{ invoices.open }}</strong> is open.</p>`,
)}
${money}
<p>Please arrange the payment this week, or tell us by reply when we can expect it.</p>
${closing}`,
  },
  final: {
    subject:
      'Final reminder: {% if invoices.is_one %}invoice {{ invoice.number }}, due on {{ invoice.due_on }}{% else %}{{ invoices.count }} invoices, {{ invoices.open }} open{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>Despite our earlier reminders, we have not received full payment of invoice <strong>{{ invoice.number }}</strong>. It was due on {{ invoice.due_on }}, ${daysLate} ago. The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>Despite our earlier reminders, we have not received full payment of {{ invoices.count }} invoices. The oldest is ${oldest} late. Together, <strong>{{ invoices.open }}</strong> is open.</p>`,
)}
${money}
<p>Please pay within seven days. If that is not possible, reply to this e-mail so that we can agree on a date. This is the last reminder we send automatically; after that we will contact you in person.</p>
${closing}`,
  },
  'coming-due': {
    subject:
      '{% if invoices.is_one %}Invoice {{ invoice.number }} is due on {{ invoice.due_on }}{% else %}{{ invoices.count }} invoices are due soon, {{ invoices.open }} open{% endif %}',
    body: `${greeting}
${oneOrMany(
  `<p>{% if invoice.days_until_due == 0 %}Invoice <strong>{{ invoice.number }}</strong> is due today, {{ invoice.due_on }}.{% else %}Invoice <strong>{{ invoice.number }}</strong> is due on {{ invoice.due_on }}.{% endif %} The open amount is <strong>{{ invoice.open }}</strong>.</p>
${partPaid}`,
  `<p>{{ invoices.count }} invoices are due soon. Together, <strong>{{ invoices.open }}</strong> is open.</p>`,
)}
${money}
${closing}`,
  },
  'new-invoice': {
    subject:
      '{% if invoices.is_one %}Invoice {{ invoice.number }}{% else %}{{ invoices.count }} invoices{% endif %} from {{ company.name }}',
    body: `${greeting}
${oneOrMany(
  `<p>Here is our invoice <strong>{{ invoice.number }}</strong> of {{ invoice.issued_on }}{% if invoices.has_pdf %}; you find it attached as a PDF{% endif %}. The open amount is <strong>{{ invoice.open }}</strong>, due on {{ invoice.due_on }}.</p>
${partPaid}`,
  `<p>Here are {{ invoices.count }} new invoices{% if invoices.has_pdf %}; you find them attached as PDFs{% endif %}. Together, <strong>{{ invoices.open }}</strong> is open.</p>`,
)}
${money}
<p>Thank you for your business. If anything is unclear, just reply to this e-mail.</p>
${regards}`,
  },
  summary: {
    subject: 'Account summary: {{ invoices.open }} open',
    body: `${greeting}
<p>This is the summary of your account. <strong>{{ invoices.open }}</strong> is open in total{% if invoices.overdue_count > 0 %}, of which <strong>{{ invoices.overdue }}</strong> is past its due date, the oldest by ${oldest}{% endif %}.</p>
{{ invoices.table }}
${money}
${closing}`,
  },
  invoice: {
    subject: 'Invoice {{ invoice.number }} from {{ company.name }}',
    body: `${greeting}
<p>Here is our invoice <strong>{{ invoice.number }}</strong> of {{ invoice.issued_on }} for <strong>{{ invoice.total }}</strong>{% if invoices.has_pdf %}; you find it attached as a PDF{% endif %}.</p>
{% if invoice.is_paid %}
<p>It is paid, thank you; please keep it for your records.</p>
{% else %}
<p>{% if invoice.part_paid %}We have received {{ invoice.paid }}, thank you. {% endif %}<strong>{{ invoice.open }}</strong> is due on {{ invoice.due_on }}.</p>
{% endif %}
<p>Thank you for your business. If anything is unclear, just reply to this e-mail.</p>
${regards}`,
  },
};
