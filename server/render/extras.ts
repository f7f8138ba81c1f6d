import type { Language } from '../../domain/rules/rule.ts';
import { escapeHtml, toOneLine } from './clean-text.ts';

/** A file that was too large, and where it is to be had. */
export interface FileHint {
  fileName: string;
  sizeBytes: number;
  url: string;
}

/** What stands below the words of a template, whatever they are. */
export interface Extras {
  tooLarge?: FileHint[];
  /** Where the reader asks for no more of these messages; absent on messages that bring an invoice. */
  unsubscribeUrl?: string | undefined;
}

const words: Record<Language, Record<'tooLarge' | 'download' | 'unsubscribe' | 'colon', string>> = {
  en: {
    tooLarge: 'Too large to attach',
    download: 'download',
    unsubscribe: 'No more reminders to this address',
    colon: ':',
  },
  fr: {
    tooLarge: 'Trop volumineux pour être joint',
    download: 'télécharger',
    unsubscribe: 'Ne plus recevoir de rappels à cette adresse',
    colon: '\u00a0:',
  },
};

/** Between the text and the sender. */
export function filesAsHtml({ tooLarge = [] }: Extras, language: Language): string {
  const { tooLarge: says, download, colon } = words[language];
  return tooLarge
    .map(
      ({ url, ...file }) =>
        `<p>${says}${colon} ${escapeHtml(named(file, language))} – <a href="${escapeHtml(url)}">${download}</a></p>`,
    )
    .join('\n');
}

export function filesAsText({ tooLarge = [] }: Extras, language: Language): string {
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
