import type { Language } from '../../domain/rules/rule.ts';
import type { InvoiceLine } from '../../domain/templates/template.ts';
import { escapeHtml } from './clean-text.ts';
import { OwnMarkup } from './engine.ts';

const headings: Record<Language, [string, string, string, string, string]> = {
  en: ['Invoice', 'Issued', 'Due', 'Days late', 'Open'],
  fr: ['Facture', 'Émise', 'Échéance', 'Jours de retard', 'Solde'],
};

const cell = 'padding:6px 8px;border-bottom:1px solid #8a8f98';

/** One row per invoice. Plain cells with borders of their own, because old mail programs know little else (facts: delivery 5.5). */
export function renderInvoiceTable(lines: InvoiceLine[], language: Language): OwnMarkup {
  const [number, ...others] = headings[language];
  const head = [
    heading(number, 'left'),
    ...others.map((name, index) => heading(name, isNumber(index) ? 'right' : 'left')),
  ].join('');
  const rows = lines.map((line) => `<tr>${toCells(line).join('')}</tr>`).join('\n');
  return new OwnMarkup(
    `<table role="table" width="100%" cellpadding="0" cellspacing="0" border="0">
<thead><tr>${head}</tr></thead>
<tbody>
${rows}
</tbody>
</table>`,
  );
}

/** Of the columns behind the number: days late and open amount. */
const isNumber = (index: number): boolean => index >= 2;

function heading(name: string, align: 'left' | 'right'): string {
  return `<th scope="col" align="${align}" style="${cell}">${escapeHtml(name)}</th>`;
}

function toCells(line: InvoiceLine): string[] {
  const late = line.days_late > 0 ? String(line.days_late) : '–';
  return [line.number, line.issued_on, line.due_on, late, line.open].map((text, index) => {
    const align = isNumber(index - 1) ? 'right' : 'left';
    return `<td align="${align}" style="${cell}">${escapeHtml(text)}</td>`;
  });
}
