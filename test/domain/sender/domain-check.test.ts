import { describe, expect, it } from '@jest/globals';
import {
  dmarcHosts,
  judgeDkim,
  judgeDmarc,
  judgeOwnership,
  judgeSpf,
  nextCheck,
  passes,
  wantedRecords,
  type CheckState,
  type CheckStates,
} from '../../../domain/sender/domain-check.ts';

const found = (...values: string[]) => ({ kind: 'found' as const, values });
const none = { kind: 'none' as const };
const silent = { kind: 'no-answer' as const };
const offer = {
  spfInclude: 'spf.dunlin.example',
  dkim: { selector: 'dunlin', target: 'dkim.dunlin.example' },
};
const withKey = { spfInclude: null, dkim: { selector: 's1', publicKey: 'AbC+/0=' } };

describe('the records to publish', () => {
  it('are one for each check that is offered', () => {
    expect(wantedRecords('rose.example', 'TOKEN', offer)).toEqual([
      {
        check: 'ownership',
        type: 'TXT',
        host: '_dunlin.rose.example',
        value: 'dunlin-verification=TOKEN',
      },
      {
        check: 'spf',
        type: 'TXT',
        host: 'rose.example',
        value: 'v=spf1 include:spf.dunlin.example ~all',
      },
      {
        check: 'dkim',
        type: 'CNAME',
        host: 'dunlin._domainkey.rose.example',
        value: 'dkim.dunlin.example',
      },
      { check: 'dmarc', type: 'TXT', host: '_dmarc.rose.example', value: 'v=DMARC1; p=none' },
    ]);
    expect(wantedRecords('rose.example', 'T', withKey).map(({ check }) => check)).toEqual([
      'ownership',
      'dkim',
      'dmarc',
    ]);
  });
});

describe('whose the domain is', () => {
  it.each([
    ['its token', found('other', 'dunlin-verification=MINE'), 'ok'],
    ['the token of a former secret', found('dunlin-verification=FORMER'), 'ok'],
    [
      'its token among those of others',
      found('dunlin-verification=X', 'dunlin-verification=MINE'),
      'ok',
    ],
    ['the token of another organisation', found('dunlin-verification=THEIRS'), 'wrong'],
    ['more behind the token', found('dunlin-verification=MINE2'), 'wrong'],
    ['other texts', found('google-site-verification=1'), 'missing'],
    ['nothing', none, 'missing'],
    ['silence', silent, 'no-answer'],
  ] as const)('is told by %s', (_what, answer, expected) => {
    expect(judgeOwnership(answer, ['MINE', 'FORMER'])).toBe(expected);
  });
});

describe('SPF', () => {
  it.each([
    ['names us', found('v=spf1 include:spf.dunlin.example ~all'), 'ok'],
    [
      'names us among others, in any letters',
      found('V=SPF1 ip4:192.0.2.1 +include:SPF.dunlin.example -all'),
      'ok',
    ],
    ['names somebody else', found('v=spf1 include:other.example ~all'), 'wrong'],
    ['names a longer host', found('v=spf1 include:spf.dunlin.example.evil.example ~all'), 'wrong'],
    ['forbids us', found('v=spf1 -include:spf.dunlin.example ~all'), 'wrong'],
    ['stands twice', found('v=spf1 include:spf.dunlin.example ~all', 'v=spf1 -all'), 'wrong'],
    ['is another version', found('v=spf10 include:spf.dunlin.example'), 'missing'],
    ['is not there', none, 'missing'],
    ['is not told', silent, 'no-answer'],
  ] as const)('%s', (_what, answer, expected) => {
    expect(judgeSpf(answer, offer)).toBe(expected);
  });

  it('is not looked at where the operator offers none', () => {
    expect(judgeSpf(found('v=spf1 -all'), withKey)).toBe('not-offered');
  });
});

describe('DKIM', () => {
  it.each([
    ['points to us', offer, found('DKIM.dunlin.example.'), 'ok'],
    ['points elsewhere', offer, found('dkim.other.example'), 'wrong'],
    ['holds our key, in pieces', withKey, found('v=DKIM1; k=rsa; p=AbC +/0='), 'ok'],
    ['holds another key', withKey, found('v=DKIM1; p=zzz'), 'wrong'],
    ['holds no key any more', withKey, found('v=DKIM1; p='), 'wrong'],
    ['is not there', offer, none, 'missing'],
    ['is not told', offer, silent, 'no-answer'],
    ['is not offered', { spfInclude: null, dkim: null }, none, 'not-offered'],
  ] as const)('%s', (_what, offered, answer, expected) => {
    expect(judgeDkim(answer, offered)).toBe(expected);
  });
});

describe('DMARC', () => {
  it.each([
    ['has a policy', found('v=DMARC1; p=none'), 'ok'],
    ['has more than a policy', found('v=DMARC1;rua=mailto:a@b.example; p = Reject ;pct=100'), 'ok'],
    ['has no policy', found('v=DMARC1; rua=mailto:a@b.example'), 'wrong'],
    ['stands twice', found('v=DMARC1; p=none', 'v=DMARC1; p=reject'), 'wrong'],
    ['is something else', found('v=DMARC2; p=none'), 'missing'],
    ['is not there', none, 'missing'],
    ['is not told', silent, 'no-answer'],
  ] as const)('%s', (_what, answer, expected) => {
    expect(judgeDmarc(answer)).toBe(expected);
  });

  it('may stand at a domain above, never at a top level', () => {
    expect(dmarcHosts('a.rose.example')).toEqual(['_dmarc.a.rose.example', '_dmarc.rose.example']);
  });
});

const states = (
  ownership: CheckState,
  spf: CheckState,
  dkim: CheckState,
  dmarc: CheckState,
): CheckStates => ({
  ownership,
  spf,
  dkim,
  dmarc,
});

describe('a domain', () => {
  it.each([
    ['with SPF', states('ok', 'ok', 'missing', 'ok'), true],
    ['with DKIM', states('ok', 'wrong', 'ok', 'ok'), true],
    ['with DKIM, while SPF is not told', states('ok', 'no-answer', 'ok', 'ok'), true],
    ['of another organisation', states('wrong', 'ok', 'ok', 'ok'), false],
    ['of nobody', states('missing', 'ok', 'ok', 'ok'), false],
    ['without a signature', states('ok', 'missing', 'wrong', 'ok'), false],
    ['without DMARC', states('ok', 'ok', 'ok', 'missing'), false],
    ['where nothing is offered', states('ok', 'not-offered', 'not-offered', 'ok'), false],
    ['whose owner is not told', states('no-answer', 'ok', 'ok', 'ok'), null],
    ['whose signature may be there', states('ok', 'missing', 'no-answer', 'ok'), null],
    [
      'of which one part is wrong and another not told',
      states('no-answer', 'ok', 'ok', 'wrong'),
      false,
    ],
  ])('%s: %s', (_what, given, expected) => {
    expect(passes(given)).toBe(expected);
  });
});

describe('the check to store', () => {
  const good = states('ok', 'ok', 'ok', 'ok');
  const open = states('no-answer', 'no-answer', 'no-answer', 'no-answer');
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  const passed = nextCheck(null, { domain: 'rose.example', states: good, now: at(1) });

  it('passes at once, and fails at once when the servers say so', () => {
    expect(passed).toMatchObject({ passed: true, passedAt: at(1).toISOString() });
    const bad = { domain: 'rose.example', states: states('missing', 'ok', 'ok', 'ok'), now: at(2) };
    expect(nextCheck(passed, bad)).toMatchObject({ passed: false });
  });

  it.each([
    ['stays as it was while servers are silent', passed, 3, true],
    ['ends after three days of silence', passed, 4, false],
    ['does not begin with silence', null, 2, false],
  ])('%s', (_what, before, day, expected) => {
    const next = nextCheck(before, { domain: 'rose.example', states: open, now: at(day) });
    expect(next.passed).toBe(expected);
  });

  it('says nothing about another domain', () => {
    const other = { domain: 'other.example', states: open, now: at(2) };
    expect(nextCheck(passed, other)).toMatchObject({ passed: false, passedAt: null });
  });
});
