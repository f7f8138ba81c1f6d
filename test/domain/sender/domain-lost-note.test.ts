import { describe, expect, it } from '@jest/globals';
import { domainLostNote } from '../../../domain/sender/domain-lost-note.ts';

describe('the note about a domain that passes no more', () => {
  it.each([
    ['en', /rose\.example no longer passes.*Dunlin’s address.*check again/],
    ['fr', /rose\.example ne passe plus.*l’adresse de Dunlin.*vérifiez de nouveau/],
  ] as const)('says in %s what it means and what to do', (language, says) => {
    expect(domainLostNote('rose.example', language)).toMatch(says);
  });
});
