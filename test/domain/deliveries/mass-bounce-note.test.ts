import { describe, expect, it } from '@jest/globals';
import { massBounceNote } from '../../../domain/deliveries/mass-bounce-note.ts';

describe('the note of a task about a mass bounce (E57)', () => {
  it.each([
    ['en', /^Of 120 messages.* 61 did not arrive.*has stopped.*resume sending/],
    ['fr', /^Sur 120 messages.* 61 ne sont pas arrivés.*arrêté.*reprenez l’envoi/],
  ] as const)('says in %s what it means and what to do', (language, says) => {
    expect(massBounceNote({ messages: 120, failed: 61 }, language)).toMatch(says);
  });
});
