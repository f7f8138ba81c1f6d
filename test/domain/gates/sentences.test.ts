import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type GateResult, gateNames } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import {
  flipSentence,
  gateName,
  gateSentence,
  verdictTitle,
} from '../../../domain/gates/sentences.ts';
import { english } from '../../../domain/gates/sentences-en.ts';
import { french } from '../../../domain/gates/sentences-fr.ts';
import { arbitraryFacts } from '../support/arbitrary-facts.ts';
import { askGate, makeFacts } from '../support/make-facts.ts';

const locales = ['en-CA', 'en-US', 'en-GB', 'fr-CA', 'fr-FR', 'fr-BE'];
const result = (gate: GateResult['gate'], reason: string, saw: GateResult['saw'] = {}) =>
  ({ gate, reason, saw, verdict: 'hold' }) as const;

describe('sentences', () => {
  it.each(gateNames)('have the same reasons in both languages for %s', (gate) => {
    expect(Object.keys(french[gate]).sort()).toEqual(Object.keys(english[gate]).sort());
    expect(gateName(gate, 'fr-CA')).not.toBe(gateName(gate, 'en-CA'));
  });

  it.each(locales)('read well for whatever gates answer (%s)', (locale) => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const verdict = runGates(facts);
        for (const gate of verdict.gates) {
          const sentence = gateSentence(gate, locale);
          expect(sentence).toMatch(/^[^a-zà-ü].*[^.]\.$/u);
          expect(sentence + flipSentence(gate, locale)).not.toMatch(
            /undefined|null|NaN|\[object|Invalid|\$\{| {2}/,
          );
        }
        expect(verdictTitle(verdict, locale)).not.toMatch(/undefined|null|NaN/);
      }),
      { numRuns: 60 },
    );
  });

  it('are spaced as French is', () => {
    const all = JSON.stringify(spoken(french));
    expect(all).not.toMatch(/[^\u00a0\d]:(?!\/)(?!")|« | »|['!?;]/);
  });

  it.each([
    [
      'en-CA',
      'Payment terms Net 30 are switched off in this rule.',
      'Turn on payment terms Net 30 in this rule.',
    ],
    [
      'fr-CA',
      'Les conditions de paiement Net 30 sont désactivées dans cette règle.',
      'Activez les conditions de paiement Net 30 dans cette règle.',
    ],
  ])('say what was seen and what would flip it (%s)', (locale, says, flip) => {
    const terms = { off: ['net-30'], noTerms: true, newTerms: true, known: ['net-30'] };
    const gate = askGate('terms', makeFacts({ settings: { terms } }));
    expect(gateSentence(gate, locale)).toBe(says);
    expect(flipSentence(gate, locale)).toBe(flip);
  });

  it('say nothing about flipping a gate that passed', () => {
    expect(flipSentence(askGate('terms', makeFacts()), 'en-CA')).toBe('');
  });

  it.each([
    ['fr-CA', 'Ce client n’a pas d’adresse courriel.'],
    ['fr-FR', 'Ce client n’a pas d’adresse e-mail.'],
  ])('use the word for e-mail of the region (%s)', (locale, expected) => {
    expect(gateSentence(result('recipient', 'no-address'), locale)).toBe(expected);
  });

  it.each([
    ['en-US', '$400.00 of $1,000.00 is still open.'],
    ['fr-FR', 'Il reste 400,00 $US à payer sur 1 000,00 $US.'],
  ])('write amounts for the region (%s)', (locale, expected) => {
    const gate = askGate('balance', makeFacts({ invoice: { openMinor: 40_000 } }));
    expect(gateSentence(gate, locale).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected);
  });

  it('answer for a reason that an older version stored', () => {
    expect(gateSentence(result('memo', 'name'), 'en-CA')).toBe(
      'A value could not be read, so nothing is sent.',
    );
    expect(gateSentence(result('memo', 'toString'), 'en-CA')).toContain('could not be read');
  });

  it('survive values that are not what they should be', () => {
    const odd = { openMinor: 'x', currency: 'nope', totalMinor: null };
    expect(gateSentence(result('balance', 'part-paid', odd), 'en-CA')).toBe(
      '– of – is still open.',
    );
    expect(gateSentence(result('step-due', 'due', { stepOn: 'soon' }), 'en-CA')).toContain('–');
  });
});

describe('verdictTitle', () => {
  const today = { todayOn: '2026-11-22' };
  const sent = [{ stepId: 'day-10', days: 10, state: 'sent' as const, onDate: '2026-11-22' }];
  it.each([
    ['due today', makeFacts(), 'Will be reminded on 22 Nov 2026', 'Sera rappelée le 22 nov. 2026'],
    [
      'due since yesterday',
      makeFacts({ organisation: { todayOn: '2026-11-23' } }),
      'Will be reminded on 23 Nov 2026',
      'Sera rappelée le 23 nov. 2026',
    ],
    [
      'due later',
      makeFacts({ organisation: { todayOn: '2026-11-13' } }),
      'Will be reminded on 15 Nov 2026',
      'Sera rappelée le 15 nov. 2026',
    ],
    [
      'done for now',
      makeFacts({ organisation: today, sent }),
      'Next reminder on 2 Dec 2026: the message for rule day 10 was sent on 22 Nov 2026',
      'Prochain rappel le 2 déc. 2026\u00a0: le message du jour de règle 10 a été envoyé le 22 nov. 2026',
    ],
    [
      'paid',
      makeFacts({ invoice: { state: 'paid' } }),
      'Will not be reminded: the invoice is paid',
      'Ne sera pas rappelée\u00a0: la facture est payée',
    ],
    [
      'an old one that begins later',
      makeFacts({ quarantine: { choice: 'start', stepNumber: 2, startOn: '2026-11-30' } }),
      'Next reminder on 30 Nov 2026: it was late before reminders were turned on, and its turn comes on 30 Nov 2026',
      'Prochain rappel le 30 nov. 2026\u00a0: elle était en retard avant l’activation des rappels, et son tour vient le 30 nov. 2026',
    ],
    [
      'an old one that nobody could receive',
      makeFacts({
        quarantine: { choice: 'start', stepNumber: 2, startOn: '2026-11-30' },
        customer: { email: null },
      }),
      'Will not be reminded: it was late before reminders were turned on, and its turn comes on 30 Nov 2026',
      'Ne sera pas rappelée\u00a0: elle était en retard avant l’activation des rappels, et son tour vient le 30 nov. 2026',
    ],
    [
      'muted until a day',
      makeFacts({
        silence: {
          mutes: [{ level: 'customer', untilOn: '2026-11-29', reason: 'new owner', by: 'Ana' }],
        },
      }),
      'Next reminder on 30 Nov 2026: the customer is muted until 29 Nov 2026 (new owner)',
      'Prochain rappel le 30 nov. 2026\u00a0: le client est en sourdine jusqu’au 29 nov. 2026 (new owner)',
    ],
    [
      'promised, and muted for longer',
      makeFacts({
        silence: {
          mutes: [{ level: 'invoice', untilOn: null, reason: '', by: 'Ana' }],
          promise: { promisedOn: '2026-11-25', graceDays: 2, amountMinor: null },
        },
      }),
      'Will not be reminded: US$1,000.00 was promised for 25 Nov 2026; reminders wait until 27 Nov 2026',
      'Ne sera pas rappelée\u00a0: 1\u00a0000,00\u00a0$\u00a0US ont été promis pour le 25 nov. 2026, et les rappels attendent jusqu’au 27 nov. 2026',
    ],
    [
      'switched off',
      makeFacts({ organisation: { remindersOn: false } }),
      'Will not be reminded: reminders are off for the whole organisation',
      'Ne sera pas rappelée\u00a0: les rappels sont désactivés pour toute l’organisation',
    ],
  ])('of an invoice that is %s', (_case, facts, inEnglish, inFrench) => {
    const verdict = runGates(facts);
    expect(verdictTitle(verdict, 'en-CA')).toBe(inEnglish);
    expect(verdictTitle(verdict, 'fr-CA')).toBe(inFrench);
  });
});

/** Every sentence of a language, said with nothing seen. */
function spoken(wordings: typeof french): string[] {
  return gateNames.flatMap((gate) =>
    Object.keys(wordings[gate])
      .filter((reason) => reason !== 'name')
      .flatMap((reason) => [
        gateSentence(result(gate, reason), 'fr-CA'),
        flipSentence(result(gate, reason), 'fr-CA'),
      ]),
  );
}
