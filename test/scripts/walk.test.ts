import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { gateNames } from '../../domain/gates/gate.ts';
import { readWish } from '../../scripts/support/walk-wish.ts';

interface Step {
  step: string;
  at: string;
  ids: Record<string, string | number | null>;
  result: string;
  gates: { gate: string; verdict: string; reason: string; saw: object }[];
}

interface Run {
  code: unknown;
  out: string;
  complaint: string;
}

async function walk(...args: string[]): Promise<Run> {
  const root = path.resolve(import.meta.dirname, '../..');
  const script = path.join(root, 'scripts/walk.ts');
  const run = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'development',
      DATABASE_URL: '',
      REDIS_URL: '',
    },
  });
  let out = '';
  let complaint = '';
  run.stdout.on('data', (text: Buffer) => (out += text.toString()));
  run.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const [code] = (await once(run, 'close')) as unknown[];
  return { code, out, complaint };
}

/** Both at once: most of the time is waiting. */
const worlds = [{ args: 'overdue --json' }, { args: 'overdue --books xero --json' }];
let runs: Run[];
beforeAll(async () => {
  runs = await Promise.all(worlds.map(({ args }) => walk(...args.split(' '))));
}, 120_000);

describe.each(worlds)('npm run walk -- $args', ({ args }) => {
  let run: Run;
  let steps: Step[];
  beforeAll(() => {
    run = runs[worlds.findIndex((one) => one.args === args)] as Run;
    steps = run.out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Step);
  });

  it('ends well: the message arrived once, the write-back was read back, and nothing more left', () => {
    expect(run.complaint).toBe('');
    expect(run.code).toBe(0);
  });

  it('prints one object for each of the seven steps and the payment, with when, which and what', () => {
    expect(steps.map(({ step }) => step)).toEqual([
      '1 webhook',
      '2 job',
      '3 mirror',
      '4 decision',
      '5 send',
      '6 evidence',
      '7 write-back',
      '8 paid',
    ]);
    for (const one of steps) {
      expect(Object.keys(one)).toEqual(['step', 'at', 'ids', 'result', 'gates']);
      expect(new Date(one.at).toISOString()).toBe(one.at);
      expect(Object.keys(one.ids).length).toBeGreaterThan(0);
      expect(one.result).not.toBe('');
    }
  });

  it('shows every gate with its reason, when deciding and right before sending', () => {
    for (const one of steps.filter(({ step }) => step === '4 decision' || step === '5 send')) {
      expect(one.gates.map(({ gate }) => gate)).toEqual([...gateNames]);
      for (const gate of one.gates)
        expect(gate).toMatchObject({
          verdict: 'pass',
          reason: expect.any(String),
          saw: expect.any(Object),
        });
    }
  });

  it('follows one invoice and one message through all steps', () => {
    const [, , mirror, , send, evidence, writeBack, paid] = steps;
    expect(writeBack?.ids['invoice']).toBe(mirror?.ids['invoice']);
    expect(String(send?.ids['messageId'])).toContain(String(send?.ids['delivery']));
    expect(evidence?.ids['mails']).toBe(1);
    expect(paid?.ids).toEqual({ invoice: mirror?.ids['invoice'], planned: 0, mails: 1 });
  });
});

describe('npm run walk', () => {
  it('with books that do not exist names those that do, and fails', async () => {
    const { code, out, complaint } = await walk('overdue', '--books', 'sage');
    expect([code, out]).toEqual([2, '']);
    expect(complaint).toBe('walk: there are no books sage; there are: quickbooks, xero\n');
  });

  it.each([
    ['', { books: 'quickbooks', asJson: false }],
    ['overdue --json', { books: 'quickbooks', asJson: true }],
    ['overdue --books xero', { books: 'xero', asJson: false }],
    ['sideways', { complaint: 'there is no sideways; there is: overdue' }],
    ['overdue --books toString', { complaint: expect.stringContaining('quickbooks, xero') }],
    ['overdue --loud', { complaint: expect.stringContaining('--loud') }],
    ['overdue --books', { complaint: expect.stringContaining('--books') }],
  ])('reads "%s"', (args, expected) => {
    expect(readWish(args.split(' ').filter(Boolean))).toEqual(expected);
  });
});
