import { describe, expect, it } from '@jest/globals';
import { hasPassed, senderOf } from '../../../domain/sender/sender-of.ts';

const dunlin = 'reminders@dunlin.example';
const check = (changes: object = {}) => ({
  domain: 'rose.example',
  checkedAt: '2026-11-20T08:00:00.000Z',
  states: { ownership: 'ok', spf: 'ok', dkim: 'missing', dmarc: 'ok' },
  passed: true,
  passedAt: '2026-11-20T08:00:00.000Z',
  ...changes,
});
const organisation = (sender: object, senderCheck: unknown = null) => ({
  name: 'Rose Ltd',
  companyEmail: 'ar@rose.example',
  sender,
  senderCheck,
});

describe('the sender of a message (ux S4; facts: delivery 5.2)', () => {
  const own = { address: 'bills@rose.example' };
  const via = { name: 'Rose Ltd via Dunlin', address: dunlin };
  it.each([
    ['of an organisation that set nothing', {}, null, via, 'ar@rose.example'],
    [
      'with a name of its own',
      { name: 'Rose' },
      null,
      { name: 'Rose via Dunlin', address: dunlin },
      'ar@rose.example',
    ],
    ['with its own reply address', { replyTo: 'x@y.example' }, null, via, 'x@y.example'],
    ['whose domain was never checked', own, null, via, 'ar@rose.example'],
    ['whose domain did not pass', own, check({ passed: false }), via, 'ar@rose.example'],
    [
      'whose check is of another domain',
      own,
      check({ domain: 'x.example' }),
      via,
      'ar@rose.example',
    ],
    ['whose check cannot be read', own, { passed: true }, via, 'ar@rose.example'],
    [
      'whose domain passed',
      own,
      check(),
      { name: 'Rose Ltd', address: 'bills@rose.example' },
      'ar@rose.example',
    ],
  ] as const)('%s', (_what, sender, senderCheck, from, replyTo) => {
    expect(senderOf(organisation(sender, senderCheck), dunlin)).toEqual({ from, replyTo });
  });

  it('is replied to at its own address when the books name none', () => {
    const without = { ...organisation(own), companyEmail: null };
    expect(senderOf(without, dunlin).replyTo).toBe('bills@rose.example');
  });

  it('never passes for a part of a name', () => {
    expect(hasPassed(check(), 'rose.example')).toBe(true);
    expect(hasPassed(check(), 'evilrose.example')).toBe(false);
    expect(hasPassed(check(), 'mail.rose.example')).toBe(false);
  });
});
