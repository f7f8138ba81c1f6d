import { describe, expect, it } from '@jest/globals';
import { cleanContentType, cleanFileName, cleanText, frameMail } from '../../integrations/mail.ts';
import { makeMessage } from '../support/make-message.ts';

describe('a file name', () => {
  const cases: [string, string, string][] = [
    ['stays as it is', 'Facture F-123 été.pdf', 'Facture F-123 été.pdf'],
    ['loses a path', '../../etc/passwd', 'passwd'],
    ['loses a Windows path', 'C:\\Users\\me\\a.pdf', 'a.pdf'],
    ['loses lines and NUL', 'a\r\nX-Evil: 1\u0000.pdf', 'a X-Evil_ 1.pdf'],
    ['loses what turns the reading direction', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['is no hidden file', '...bashrc', 'bashrc'],
    ['is never empty', '\u0000/', 'attachment'],
    ['keeps its ending when there is nothing else', '../.pdf', 'pdf'],
    ['is at most 150 characters, ending kept', `${'é'.repeat(300)}.pdf`, `${'é'.repeat(146)}.pdf`],
  ];
  it.each(cases)('%s', (_what, name, expected) => {
    expect(cleanFileName(name)).toBe(expected);
  });
});

describe('a header text', () => {
  const cases: [string, string, string][] = [
    ['is one line', 'a\r\nBcc: b@c.example', 'a Bcc: b@c.example'],
    ['has no control characters', 'a\u0000b\u001bc\u0085d', 'abcd'],
    ['has no direction marks', '\u202eabc\u2066', 'abc'],
    ['keeps letters of every script and emoji', 'Éclair 北京 👋', 'Éclair 北京 👋'],
    ['is cut between characters, not inside one', '👋'.repeat(30), '👋'.repeat(20)],
  ];
  it.each(cases)('%s', (_what, text, expected) => {
    expect(cleanText(text, 20)).toBe(expected);
  });
});

describe('a content type', () => {
  it.each([
    ['application/pdf', 'application/pdf'],
    ['Image/PNG', 'image/png'],
    ['text/html; charset=utf-8\r\nX: y', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%j becomes %j', (type, expected) => {
    expect(cleanContentType(type)).toBe(expected);
  });
});

describe('the thread of an invoice', () => {
  it('has one root for all its messages, in the domain that sends', () => {
    const first = frameMail(makeMessage({ key: makeMessage().key }));
    const later = frameMail(makeMessage({ subject: 'Second reminder' }));
    expect(later.headers.References).toBe(first.headers.References);
    expect(first.headers['In-Reply-To']).toBe('<thread.7d2b5c1e.145@mail.menuiserie.example>');
  });

  it('keeps ids apart and valid whatever the ledger calls its invoices', () => {
    const root = (threadKey: string): string =>
      frameMail(makeMessage({ threadKey })).headers.References;
    expect(root('org:12')).toBe('<thread.org.12@mail.menuiserie.example>');
    expect(root('..a@b<c>..')).toBe('<thread.a.b.c@mail.menuiserie.example>');
  });
});
