import type { Request, Response } from 'express';
import type { Language } from '../../../domain/rules/rule.ts';
import { escapeHtml } from './escape-html.ts';
import { languageFor } from '../language.ts';
import { nonceOf } from '../security-headers.ts';

/** A page for whoever holds a link of a message: no account, no script, no cookie. */
interface PublicPage {
  language: Language;
  title: string;
  /** Our own markup, its values escaped. */
  body: string;
  status?: number;
}

const style = `:root{color-scheme:light dark}
body{margin:0;padding:32px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1c2024;background:#fff}
main{max-width:560px;margin:0 auto}
h1{font-size:24px;line-height:1.3;margin:0 0 16px}
a{color:#0b5cad}
ul{list-style:none;padding:0;margin:24px 0}
li{display:flex;flex-wrap:wrap;gap:12px;align-items:center;justify-content:space-between;padding:12px 0;border-top:1px solid #8a8f98}
li p{margin:0;overflow-wrap:anywhere}
button,.button{font:inherit;min-height:44px;padding:8px 16px;border:1px solid #0b5cad;border-radius:6px;background:#0b5cad;color:#fff;cursor:pointer;text-decoration:none;display:inline-block;box-sizing:border-box}
button.quiet{background:transparent;color:inherit;border-color:#6f757e}
:focus-visible{outline:3px solid #f0a020;outline-offset:2px}
.said{padding:12px 16px;border-left:4px solid #1f7a4d;margin:0 0 16px}
footer{margin-top:32px;font-size:14px}
@media (prefers-color-scheme:dark){body{color:#eceef1;background:#16181c}a{color:#8ec1ff}}`;

/** What is asked for by the address, else the language of the message. */
export function chosenLanguage(request: Request, usual: Language): Language {
  const asked = request.query['lang'];
  return asked === 'en' || asked === 'fr' ? asked : usual;
}

/** Kept by nobody: not by search engines, not by caches, and the address is not handed on. */
export function sendPage(
  response: Response,
  { language, title, body, status = 200 }: PublicPage,
): void {
  setPrivate(response);
  const other = language === 'en' ? 'fr' : 'en';
  const named = { en: 'English', fr: 'Français' }[other];
  response.status(status).type('html').send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style nonce="${nonceOf(response)}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
<footer><a href="?lang=${other}" lang="${other}" hreflang="${other}">${named}</a></footer>
</main>
</body>
</html>
`);
}

/** On every answer of a public link, files too. */
export function setPrivate(response: Response): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
}

/** The language of somebody whose link leads to no message. */
export const strangersLanguage = (request: Request, response: Response): Language =>
  chosenLanguage(request, languageFor(request, response));
