import type { Request, Response, Router } from 'express';
import type { Context } from '../../services/context.ts';
import { openFile, readFile, type LinkedFile } from '../../services/files/open.ts';
import { escapeHtml } from './escape-html.ts';
import { chosenLanguage, sendPage, setPrivate } from './page.ts';
import { words } from './words.ts';

/** Files of up to 40 MB stand in memory while they pass through. */
const AT_ONCE = 3;
const COME_BACK_S = 20;

/**
 * The page of a file that was too large for its message. The file itself comes by POST: programs that look where links lead do not then
 * read it from the books.
 */
export function fileRoutes(router: Router, ctx: Context): void {
  let running = 0;
  router.get('/f/:token', async (request, response) => {
    const file = await openFile(ctx, request.params.token);
    const language = chosenLanguage(request, file.language);
    const { title } = words[language].file;
    sendPage(response, { language, title, body: draw(file, language) });
  });
  router.post('/f/:token', async (request, response) => {
    if (running >= AT_ONCE)
      return sayUnavailable(request, response, await openFile(ctx, request.params.token));
    running += 1;
    try {
      const { shown, contentType, content } = await readFile(ctx, request.params.token);
      if (!content) return sayUnavailable(request, response, shown);
      setPrivate(response);
      response.attachment(shown.fileName);
      // Whatever it is, it is saved and never shown as a page of ours.
      response.type(contentType === 'application/pdf' ? contentType : 'application/octet-stream');
      response.send(content);
    } finally {
      running -= 1;
    }
  });
}

function draw({ sender, ...file }: LinkedFile, language: LinkedFile['language']): string {
  const w = words[language].file;
  return `<p>${escapeHtml(w.from(sender))}</p>
<ul><li><p id="file">${escapeHtml(file.fileName)}${sizeOf(file, language)}</p>
<form method="post"><button aria-describedby="file">${w.download}</button></form></li></ul>`;
}

function sizeOf({ sizeBytes }: Pick<LinkedFile, 'sizeBytes'>, language: string): string {
  if (sizeBytes <= 0) return '';
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const unit = language === 'fr' ? 'Mo' : 'MB';
  return `<br><small>${format.format(sizeBytes / 1_000_000)}\u00a0${unit}</small>`;
}

function sayUnavailable(request: Request, response: Response, file: LinkedFile): void {
  const language = chosenLanguage(request, file.language);
  const { title, text } = words[language].file.unavailable;
  response.setHeader('Retry-After', String(COME_BACK_S));
  const body = `<p>${escapeHtml(text(file.sender))}</p>`;
  sendPage(response, { language, title, body, status: 503 });
}
