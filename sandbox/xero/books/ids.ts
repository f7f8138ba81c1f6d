import { createHash } from 'node:crypto';

/** The same uuid for the same words, so that ids of sample data are known and stay over restarts. */
export function idOf(...words: (string | number)[]): string {
  const hex = createHash('sha1').update(words.join('/')).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
