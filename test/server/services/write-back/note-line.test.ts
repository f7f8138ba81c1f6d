import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agree,
  applyRow,
  beforeWrites,
  inBooks,
  realmId,
  rowsOf,
  sent,
  startWriteBackWorld,
  withCompany,
  writesTo,
  type Agreed,
  type SentCase,
  type WriteBackWorld,
} from './write-back-world.ts';

const LINE = 'Reminder 3 d, 2026-11-22';
let world: WriteBackWorld;
beforeAll(async () => {
  world = await startWriteBackWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.sandbox.admin.clearFaults({});
});

const rowOf = async ({ deliveryId }: SentCase) =>
  (await rowsOf(world, 'delivery_id', deliveryId))[0];
const apply = async (one: SentCase, ctx = world.ctx) =>
  applyRow(world, String((await rowOf(one))?.['id']), ctx);
const memoOf = async ({ invoiceId }: SentCase) =>
  (await inBooks(world, 'Invoice', invoiceId))['PrivateNote'];
const noteOnly: Agreed = { note: true };

/** Books that keep such lines in a history, which the invoice itself does not show. */
const withHistory = (history: string[], keeps = true) =>
  withCompany(world, (company) => ({
    ...company,
    async writeInvoice({ noteLine, ...write }) {
      const written = await company.writeInvoice(write);
      if (keeps && noteLine !== undefined && !history.includes(noteLine)) history.push(noteLine);
      return { ...written, hasNote: keeps };
    },
  }));

describe('the line in a history', () => {
  it('counts as written by what the books say, though the invoice does not show it', async () => {
    const history: string[] = [];
    const one = await sent(world, noteOnly);
    await apply(one, withHistory(history));
    expect(history).toEqual([LINE]);
    expect(await memoOf(one)).toBeUndefined();
    expect(await rowOf(one)).toMatchObject({ state: 'done', after: { noteLine: LINE } });
  });

  it('that the books did not take is told', async () => {
    const one = await sent(world, { note: true, sentMark: true });
    await apply(one, withHistory([], false));
    expect(await rowOf(one)).toMatchObject({
      state: 'failed',
      reason: 'not-kept-by-the-books',
      after: { sentState: 'sent', noteLine: '' },
    });
  });
});

describe('the line in the statement memo', () => {
  it.each([
    ['an empty memo', '', LINE],
    ['the user’s words', 'Called on Monday.', `Called on Monday.\n${LINE}`],
    ['a token of a rule (BJ-10)', 'see #nochase#', `see #nochase#\n${LINE}`],
  ])('is added below %s, which stays', async (_name, note, expected) => {
    const one = await sent(world, noteOnly, note === '' ? {} : { note });
    await apply(one);
    expect(await memoOf(one)).toBe(expected);
    expect(await rowOf(one)).toMatchObject({
      state: 'done',
      before: { noteLine: '' },
      after: { noteLine: LINE },
    });
    const [mirror] = await world.database.query(
      'select memo_on_statement as memo from invoice where id = $1',
      [one.invoiceId],
    );
    expect(mirror).toEqual({ memo: expected });
  });

  it('keeps what somebody writes there in this very moment', async () => {
    const one = await sent(world, noteOnly, { note: 'first' });
    let edits = 0;
    const ctx = beforeWrites(world, async () => {
      if (edits++ > 0) return;
      const changes = { PrivateNote: 'second #nochase#' };
      await world.sandbox.admin.editInvoice({ realmId, id: one.invoiceId, changes });
    });
    await apply(one, ctx);
    expect(await memoOf(one)).toBe(`second #nochase#\n${LINE}`);
  });

  it('is written once, however often the work runs', async () => {
    const one = await sent(world, noteOnly);
    await world.sandbox.admin.addFault({ kind: 'drop-after', method: 'POST', path: '/invoice' });
    await Promise.all([apply(one), apply(one)]);
    await apply(one);
    expect(await memoOf(one)).toBe(LINE);
  });

  it('is not written without agreement, nor after the agreement ended', async () => {
    const without = await sent(world, { sentMark: true });
    await apply(without);
    expect(await memoOf(without)).toBeUndefined();
    const ended = await sent(world, noteOnly);
    await agree(world, { sentMark: true });
    await apply(ended);
    expect(await memoOf(ended)).toBeUndefined();
    expect(await rowOf(ended)).toMatchObject({ state: 'dropped', reason: 'no-longer-agreed' });
  });
});

describe('a memo of 4000 characters', () => {
  const full = `#nochase# ${'x'.repeat(3990)}`;

  it('stays as it is, and the row says that it is full', async () => {
    const one = await sent(world, noteOnly, { note: full });
    await apply(one);
    expect(await memoOf(one)).toBe(full);
    expect(await rowOf(one)).toMatchObject({ state: 'failed', reason: 'quickbooks.note-full' });
    expect(await writesTo(world, 'invoice')).toBe(0);
  });

  it('does not keep the other fields back', async () => {
    const one = await sent(world, { note: true, sentMark: true }, { note: full });
    await apply(one);
    expect(await inBooks(world, 'Invoice', one.invoiceId)).toMatchObject({
      PrivateNote: full,
      EmailStatus: 'EmailSent',
    });
    expect(await rowOf(one)).toMatchObject({
      state: 'done',
      reason: 'quickbooks.note-full',
      after: { sentState: 'sent' },
    });
  });

  it('has room for the line when it is shorter by just that', async () => {
    const note = full.slice(0, 4000 - LINE.length - 1);
    const one = await sent(world, noteOnly, { note });
    await apply(one);
    expect(await memoOf(one)).toBe(`${note}\n${LINE}`);
  });
});
