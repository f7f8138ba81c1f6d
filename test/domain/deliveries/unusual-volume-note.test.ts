import { describe, expect, it } from '@jest/globals';
import { unusualVolumeNote } from '../../../domain/deliveries/unusual-volume-note.ts';

describe('the note about an unusual volume (E57)', () => {
  it.each([
    ['en', /400 reminders .* were 20\. All sending has stopped.*resume/],
    ['fr', /400 rappels .* eu 20\. Tout envoi est arrêté.*reprenez/],
  ] as const)('says in %s what happened, what it means and what to do', (language, says) => {
    expect(unusualVolumeNote({ today: 400, busiest: 20 }, language)).toMatch(says);
  });
});
