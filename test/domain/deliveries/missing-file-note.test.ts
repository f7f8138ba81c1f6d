import { describe, expect, it } from '@jest/globals';
import { missingFileNote } from '../../../domain/deliveries/missing-file-note.ts';

describe('the note of a task about a missing file (E24)', () => {
  it.each([
    ['waits', 'en', /still waits.*let the rule/],
    ['waits', 'fr', /attend toujours.*laissez la règle/],
    ['stopped', 'en', /called off.*Send the invoice yourself/],
    ['stopped', 'fr', /annulé.*Envoyez la facture vous-même/],
  ] as const)(
    'of a message that %s says in %s what it means and what to do',
    (about, language, says) => {
      expect(missingFileNote(about, language)).toMatch(says);
    },
  );
});
