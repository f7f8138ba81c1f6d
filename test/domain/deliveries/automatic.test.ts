import { describe, expect, it } from '@jest/globals';
import { isAutomatic } from '../../../domain/deliveries/automatic.ts';

interface Case {
  headers?: Record<string, string>;
  envelopeFrom?: string;
  from?: string;
  subject?: string;
}
const signs = ({
  headers = {},
  envelopeFrom = 'a@b.example',
  from = 'a@b.example',
  subject = 'Re: Invoice',
}: Case) => ({
  header: (name: string) => headers[name],
  envelopeFrom,
  from,
  subject,
});

describe('a mail that no person wrote (E37, RFC 3834)', () => {
  it.each<[string, Case]>([
    ['Auto-Submitted: auto-replied', { headers: { 'auto-submitted': 'auto-replied' } }],
    ['Auto-Submitted: auto-generated; x', { headers: { 'auto-submitted': 'Auto-Generated; x' } }],
    ['Precedence: bulk', { headers: { precedence: 'bulk' } }],
    ['Precedence: junk', { headers: { precedence: 'Junk' } }],
    ['Precedence: auto_reply', { headers: { precedence: 'auto_reply' } }],
    ['X-Autoreply', { headers: { 'x-autoreply': 'yes' } }],
    ['X-Autorespond', { headers: { 'x-autorespond': '' } }],
    [
      'X-Auto-Response-Suppress with an automatic subject',
      { headers: { 'x-auto-response-suppress': 'All' }, subject: 'Automatic reply: Invoice' },
    ],
    [
      'the same in French',
      { headers: { 'x-auto-response-suppress': 'All' }, subject: 'Réponse automatique : Facture' },
    ],
    ['an empty envelope sender', { envelopeFrom: '' }],
    ['multipart/report', { headers: { 'content-type': 'multipart/report; report-type=x' } }],
    ['From mailer-daemon', { from: 'MAILER-DAEMON@mx.example' }],
    ['From postmaster', { from: 'postmaster@mx.example' }],
  ])('by %s', (_name, given) => {
    expect(isAutomatic(signs(given))).toBe(true);
  });
});

describe('a mail that a person wrote', () => {
  it.each<[string, Case]>([
    ['plain', {}],
    ['Auto-Submitted: no', { headers: { 'auto-submitted': 'no' } }],
    ['Precedence: list of a mail program', { headers: { precedence: 'normal' } }],
    [
      'X-Auto-Response-Suppress alone, as Exchange adds to everything',
      { headers: { 'x-auto-response-suppress': 'DR, OOF' } },
    ],
    ['an automatic subject alone', { subject: 'Automatic reply to your automatic mail' }],
    ['multipart/alternative', { headers: { 'content-type': 'multipart/alternative' } }],
    ['an address that begins like a postmaster’s', { from: 'postmasters@b.example' }],
  ])('%s', (_name, given) => {
    expect(isAutomatic(signs(given))).toBe(false);
  });
});
