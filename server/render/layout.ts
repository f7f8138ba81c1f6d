import type { Language } from '../../domain/rules/rule.ts';
import { escapeHtml } from './clean-text.ts';
import { linksAsHtml, footerAsHtml, type Extras } from './extras.ts';

interface Page {
  language: Language;
  subject: string;
  /** Already sanitised. */
  body: string;
  company: { name: string; email: string };
  extras: Extras;
}

const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/**
 * The page around every message: one column, tables for old mail programs, no text or background colour of its own, so that light and
 * dark are both left to the reader's program (facts: delivery 5.5).
 */
export function layOut({ language, subject, body, company, extras }: Page): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td align="left" style="font-family:${font};font-size:16px;line-height:1.5">
${[body, linksAsHtml(extras, language)].filter(Boolean).join('\n')}
</td></tr>
<tr><td align="left" style="font-family:${font};font-size:13px;line-height:1.5;padding-top:16px;border-top:1px solid #8a8f98">
${senderLine(company)}${footerAsHtml(extras, language)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function senderLine({ name, email }: Page['company']): string {
  if (email === '') return escapeHtml(name);
  const address = escapeHtml(email);
  return `${escapeHtml(name)} · <a href="mailto:${escapeHtml(encodeURI(email))}">${address}</a>`;
}
