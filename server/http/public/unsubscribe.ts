import type { Router } from 'express';
import { z } from 'zod';
import { escapeHtml } from './escape-html.ts';
import type { Context } from '../../services/context.ts';
import { resumeMessages, stopMessages } from '../../services/unsubscribe/change.ts';
import { openUnsubscribe, type UnsubscribePage } from '../../services/unsubscribe/open.ts';
import { chosenLanguage, sendPage } from './page.ts';
import { words } from './words.ts';

/** The whole body that a mail program posts (RFC 8058). */
const OneClick = z.object({ 'List-Unsubscribe': z.literal('One-Click') });
/** What the buttons of the page post. */
const Choice = z.object({
  do: z.enum(['stop', 'resume']),
  address: z.coerce.number().int().min(0).max(99),
});

/**
 * The page of a reminder's reader. GET changes nothing, since programs follow links; the POST needs no cookie and no token beside the link
 * itself, which only readers of the message have (facts: delivery 5.4).
 */
export function unsubscribeRoutes(router: Router, ctx: Context): void {
  router.get('/u/:token', async (request, response) => {
    const page = await openUnsubscribe(ctx, request.params.token);
    const language = chosenLanguage(request, page.language);
    sendPage(response, {
      language,
      title: words[language].unsubscribe.title,
      body: draw(page, language),
    });
  });
  router.post('/u/:token', async (request, response) => {
    const { token } = request.params;
    const body: unknown = request.body ?? {};
    const choice = Choice.safeParse(body).data;
    const page = OneClick.safeParse(body).success
      ? await stopMessages(ctx, token, 'all')
      : await choose(ctx, token, choice);
    const language = chosenLanguage(request, page.language);
    const said = choice && page.addresses[choice.address];
    sendPage(response, {
      language,
      title: words[language].unsubscribe.title,
      body: draw(page, language, said && { ...said, wish: choice.do }),
    });
  });
}

function choose(
  ctx: Context,
  token: string,
  choice: z.infer<typeof Choice> | undefined,
): Promise<UnsubscribePage> {
  if (!choice) return openUnsubscribe(ctx, token);
  const change = choice.do === 'stop' ? stopMessages : resumeMessages;
  return change(ctx, token, choice.address);
}

interface Said {
  wish: 'stop' | 'resume';
  shown: string;
  stopped: boolean;
}

function draw(
  { sender, addresses }: UnsubscribePage,
  language: UnsubscribePage['language'],
  said?: Said,
): string {
  const w = words[language].unsubscribe;
  const rows = addresses.map(({ shown, stopped }, index) => {
    const id = `address-${index}`;
    const [action, label, kind] = stopped
      ? ['resume', w.resume, ' class="quiet"']
      : ['stop', w.stop, ''];
    return `<li><p id="${id}">${escapeHtml(shown)}<br><small>${stopped ? w.stopped : w.gets}</small></p>
<form method="post"><input type="hidden" name="do" value="${action}"><button name="address" value="${index}" aria-describedby="${id}"${kind}>${label}</button></form></li>`;
  });
  return `${said ? `<p class="said" role="status">${sentenceOf(said, language)}</p>` : ''}
<p>${escapeHtml(w.intro(sender))}</p>
<ul>${rows.join('\n')}</ul>
<p>${w.debt}</p>`;
}

/** What a person or the provider stopped, its reader cannot resume. */
function sentenceOf({ wish, stopped }: Said, language: UnsubscribePage['language']): string {
  const w = words[language].unsubscribe;
  if (wish === 'stop') return w.saidStopped;
  return stopped ? w.otherReason : w.saidResumed;
}
