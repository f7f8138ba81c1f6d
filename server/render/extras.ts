import type { Language } from '../../domain/rules/rule.ts';
import { escapeHtml, toOneLine } from './clean-text.ts';

/** A file that was too large, and where it is to be had. */
export interface FileHint {
  fileName: string;
  sizeBytes: number;
  url: string;
}

/** An invoice with its page in the books' own portal. */
export interface OnlineInvoice {
  /** Null for one without a number. */
  number: string | null;
  url: string;
}

/** What stands below the words of a template, whatever they are. */
export interface Extras {
  online?: OnlineInvoice[];
  tooLarge?: FileHint[];
  /** Where the reader asks for no more of these messages; absent on messages that bring an invoice. */
  unsubscribeUrl?: string | undefined;
}

type Word = 'online' | 'invoice' | 'tooLarge' | 'download' | 'unsubscribe' | 'colon';

const words: Record<Language, Record<Word, string>> = {
  en: {
    online: 'See and pay online',
    invoice: 'invoice',
    tooLarge: 'Too large to attach',
    download: 'download',
    unsubscribe: 'No more reminders to this address',
    colon: ':',
  },
  fr: {
    online: 'Voir et payer en ligne',
    invoice: 'facture',
    tooLarge: 'Trop volumineux pour être joint',
    download: 'télécharger',
    unsubscribe: 'Ne plus recevoir de rappels à cette adresse',
    colon: '\u00a0:',
  },
};

/** Between the text and the sender: the invoices online, and files that were too large. */
export function linksAsHtml(extras: Extras, language: Language): string {
  return [onlineAsHtml(extras, language), filesAsHtml(extras, language)].filter(Boolean).join('\n');
}

export function linksAsText(extras: Extras, language: Language): string {
  return onlineAsText(extras, language) + filesAsText(extras, language);
}

function onlineAsHtml({ online = [] }: Extras, language: Language): string {
  if (online.length === 0) return '';
  const { online: says, colon } = words[language];
  const links = online.map(
    ({ number, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(nameOf(number, language))}</a>`,
  );
  return `<p>${says}${colon} ${links.join(', ')}</p>`;
}

function onlineAsText({ online = [] }: Extras, language: Language): string {
  const { online: says, colon } = words[language];
  return online
    .map(({ number, url }) => `${says}, ${nameOf(number, language)}${colon} ${url}\n`)
    .join('');
}

function nameOf(number: string | null, language: Language): string {
  const { invoice } = words[language];
  return number === null ? invoice : `${invoice} ${toOneLine(number)}`;
}

function filesAsHtml({ tooLarge = [] }: Extras, language: Language): string {
  const { tooLarge: says, download, colon } = words[language];
  return tooLarge
    .map(
      ({ url, ...file }) =>
        `<p>${says}${colon} ${escapeHtml(named(file, language))} – <a href="${escapeHtml(url)}">${download}</a></p>`,
    )
    .join('\n');
}

function filesAsText({ tooLarge = [] }: Extras, language: Language): string {
  const { tooLarge: says, download, colon } = words[language];
  return tooLarge
    .map(
      ({ url, ...file }) =>
        `${says}${colon} ${named(file, language)} – ${download}${colon} ${url}\n`,
    )
    .join('');
}

/** Below the sender. */
export function footerAsHtml({ unsubscribeUrl }: Extras, language: Language): string {
  if (unsubscribeUrl === undefined) return '';
  return `<br><a href="${escapeHtml(unsubscribeUrl)}">${words[language].unsubscribe}</a>`;
}

export function footerAsText({ unsubscribeUrl }: Extras, language: Language): string {
  if (unsubscribeUrl === undefined) return '';
  const { unsubscribe, colon } = words[language];
  return `${unsubscribe}${colon} ${unsubscribeUrl}\n`;
}

/** The name and its size in megabytes of a million bytes. */
function named({ fileName, sizeBytes }: Omit<FileHint, 'url'>, language: Language): string {
  const name = toOneLine(fileName);
  if (sizeBytes <= 0) return name;
  const megabytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(
    sizeBytes / 1_000_000,
  );
  return `${name} (${megabytes}\u00a0${language === 'fr' ? 'Mo' : 'MB'})`;
}
