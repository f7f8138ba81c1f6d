import { describe, expect, it } from '@jest/globals';
import { needsPerson, reportKinds } from '../../../domain/deliveries/report.ts';
import { reportNote } from '../../../domain/deliveries/report-note.ts';

const address = 'ap@rose.example';

describe('the note of a task about a report', () => {
  const cases = reportKinds
    .filter(needsPerson)
    .flatMap((kind) => [true, false].map((suppressed) => ({ kind, address, suppressed })));

  it.each(cases)('says what happened, what it means and what to do: %j', (reported) => {
    const [english, french] = [reportNote(reported, 'en'), reportNote(reported, 'fr')];
    for (const note of [english, french]) {
      expect(note).toContain(address);
      expect(note).not.toMatch(/undefined| {2}/);
      expect(note.length).toBeLessThan(500);
    }
    expect(english).toMatch(reported.suppressed ? /Nothing more is sent/ : /still used/);
    expect(french).toMatch(reported.suppressed ? /Plus rien n’est envoyé/ : /toujours utilisée/);
  });

  it('has words of its own for each kind', () => {
    const notes = cases.map((reported) => reportNote(reported, 'en'));
    expect(new Set(notes).size).toBe(cases.length);
  });
});
