import { html, type Html } from './html.ts';
import type { MessageDetail, StoredMessage } from './message.ts';
import type { Page } from './search.ts';

export interface ListView {
  page: Page;
  q: string;
  /** Set on every page but the first. */
  before: string | undefined;
  smtpUrl: string;
}

export function listPage({ page, q, before, smtpUrl }: ListView): string {
  const title = q === '' ? 'Mailbox' : `Mailbox: ${q}`;
  return layout(
    title,
    html`<form class="search" role="search" action="/">
        <label for="q">Search addresses and subjects</label>
        <input id="q" name="q" type="search" value="${q}" />
        <button>Search</button>
      </form>
      <p class="count">${count(page.total)}${q === '' ? '' : html` for “${q}”`}</p>
      ${page.messages.length === 0 ? emptyState(q, smtpUrl) : messageTable(page.messages)}
      <nav aria-label="Pages">
        ${before === undefined ? html`` : html`<a href="${listAddress(q)}">Newest</a>`}
        ${page.next === null ? html`` : html`<a href="${listAddress(q, page.next)}">Older</a>`}
      </nav>
      ${page.total === 0 ? html`` : clearForm}`,
  );
}

export function messagePage(message: MessageDetail): string {
  const here = `/messages/${message.id}`;
  return layout(
    message.subject || '(no subject)',
    html`<p><a href="/">All mail</a></p>
      <dl class="facts">
        ${facts(message).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${message.outcome === 'accepted' ? html`` : unansweredNote} ${attachmentList(message, here)}
      ${message.html === null ? html`` : htmlPart(here)}
      <section>
        <h2>Text</h2>
        <pre>${message.text || '(no text part)'}</pre>
      </section>
      <section>
        <h2>Headers</h2>
        <dl class="facts">
          ${Object.entries(message.headers).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <p><a href="${here}/raw">Raw source</a></p>
      </section>`,
  );
}

export function missingPage(): string {
  return layout('Not here', html`<p>There is no such mail. <a href="/">All mail</a></p>`);
}

const clearForm = html`<form method="post" action="/clear"><button>Delete all mail</button></form>`;
const unansweredNote = html`<p class="note">
  The connection was cut before the answer: the sender does not know that this mail arrived.
</p>`;

function layout(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox mailbox</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/">Sandbox mailbox</a> <small>stands in for everybody’s mailbox</small>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.markup;
}

function count(total: number): string {
  return total === 1 ? '1 mail' : `${total} mails`;
}

function listAddress(q: string, before?: string): string {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(before ? { before } : {}) });
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}

function emptyState(q: string, smtpUrl: string): Html {
  if (q !== '') return html`<p class="empty">Nothing matches. <a href="/">Show all mail</a></p>`;
  return html`<p class="empty">No mail yet. Whatever is sent to ${smtpUrl} appears here.</p>`;
}

function messageTable(messages: StoredMessage[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th>Received</th>
        <th>To</th>
        <th>Subject</th>
        <th>From</th>
      </tr>
    </thead>
    <tbody>
      ${messages.map(messageRow)}
    </tbody>
  </table>`;
}

function messageRow(message: StoredMessage): Html {
  const mark =
    message.outcome === 'accepted' ? html`` : html` <span class="note">no answer sent</span>`;
  return html`<tr>
    <td><time datetime="${message.receivedAt}">${readable(message.receivedAt)}</time></td>
    <td>${message.envelope.to.join(', ')}</td>
    <td><a href="/messages/${message.id}">${message.subject || '(no subject)'}</a>${mark}</td>
    <td>${message.from}</td>
  </tr>`;
}

function facts(message: MessageDetail): [string, string][] {
  const all: [string, string][] = [
    ['From', message.from],
    ['To', message.to.join(', ')],
    ['Cc', message.cc.join(', ')],
    ['Delivered to', message.envelope.to.join(', ')],
    ['Received', readable(message.receivedAt)],
    ['Size', `${Math.ceil(message.sizeBytes / 1024)} KB`],
  ];
  return all.filter(([, value]) => value !== '');
}

function attachmentList({ attachments }: MessageDetail, here: string): Html {
  if (attachments.length === 0) return html``;
  const items = attachments.map(
    ({ index, fileName, contentType, sizeBytes }) =>
      html`<li>
        <a href="${here}/attachments/${index}">${fileName}</a> ${contentType},
        ${Math.ceil(sizeBytes / 1024)} KB
      </li>`,
  );
  return html`<section>
    <h2>Attachments</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

/** Mail is foreign markup: an empty sandbox gives it no scripts, no forms and an origin of its own. */
function htmlPart(here: string): Html {
  return html`<section>
    <h2>HTML</h2>
    <iframe sandbox title="Message as HTML" src="${here}/html"></iframe>
  </section>`;
}

function readable(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}
