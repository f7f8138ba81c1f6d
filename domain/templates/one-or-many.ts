/** One text for a message about a single invoice; for a message about several, another one with the table of them. */
export function oneOrMany(one: string, many: string): string {
  return `{% if invoices.is_one %}
${one}
{% else %}
${many}
{{ invoices.table }}
{% endif %}`;
}
