import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { undoWriteBack } from '../../../../server/services/write-back/undo.ts';
import { addressTools, NEW, OLD } from './address-tools.ts';
import {
  agree,
  applyRow,
  historyOf,
  knownCustomer,
  readFromBooks,
  rowsOf,
  startWriteBackWorld,
  type WriteBackWorld,
} from './write-back-world.ts';

let world: WriteBackWorld;
const { change, addressOf, mirrored, rowOf, listed, setInBooks } = addressTools(() => world);
const undo = (id: string) => undoWriteBack(world.ctx, world.owner, id);

beforeAll(async () => {
  world = await startWriteBackWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => agree(world, {}));

describe('undo', () => {
  it('takes the address back, in the books and in the mirror, and can itself be taken back', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    expect(await listed(first)).toMatchObject({ undoable: true });
    world.tick();
    const back = await undo(first);
    expect(back).toMatchObject({
      state: 'waiting',
      undoOf: first,
      before: { email: NEW },
      after: { email: OLD },
    });
    expect(await listed(first)).toMatchObject({ undoable: false });
    await applyRow(world, back.id);
    expect(await addressOf(id)).toBe(OLD);
    expect(await mirrored(id)).toBe(OLD);
    expect(await listed(first)).toMatchObject({ undoable: false });
    expect(await listed(back.id)).toMatchObject({ state: 'done', undoable: true });
    const kinds = (await historyOf(world, id)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'customer.email-requested',
      'write-back.done',
      'customer.email-requested',
      'write-back.done',
    ]);
  });

  it('of a first address leaves the field empty again', async () => {
    const id = await knownCustomer(world, '');
    const back = await undo(await change(id, NEW, { expected: '' }));
    await applyRow(world, back.id);
    expect(await addressOf(id)).toBeNull();
  });

  it('never overwrites an address that somebody changed in the books since', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    const back = await undo(first);
    await setInBooks(id, 'theirs@bluebird.example');
    await applyRow(world, back.id);
    expect(await addressOf(id)).toBe('theirs@bluebird.example');
    expect(await rowOf(back.id)).toMatchObject({
      state: 'failed',
      reason: 'write-back.changed-meanwhile',
    });
  });

  it('is not offered once the mirror knows of such a change', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    await setInBooks(id, 'theirs@bluebird.example');
    await readFromBooks(world, id);
    expect(await listed(first)).toMatchObject({ undoable: false });
    await expect(undo(first)).rejects.toMatchObject({ code: 'write-back.not-undoable' });
  });

  it('is for the last change alone', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    const second = await change(id, OLD, { expected: NEW });
    const third = await change(id, NEW, { expected: OLD });
    expect(await listed(first)).toMatchObject({ undoable: false });
    expect(await listed(second)).toMatchObject({ undoable: false });
    expect(await listed(third)).toMatchObject({ undoable: true });
    await expect(undo(first)).rejects.toMatchObject({ code: 'write-back.not-undoable' });
  });

  it('happens once, however often the button is pressed', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    const answers = await Promise.allSettled([undo(first), undo(first), undo(first)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rowsOf(world, 'customer_id', id)).toHaveLength(2);
  });

  it('needs the right to work and the agreement', async () => {
    const id = await knownCustomer(world);
    const first = await change(id, NEW);
    const viewer = { ...world.owner, role: 'viewer' as const };
    await expect(undoWriteBack(world.ctx, viewer, first)).rejects.toMatchObject({
      code: 'role.work',
    });
    await agree(world, { email: false });
    await expect(undo(first)).rejects.toMatchObject({ code: 'customer.email-not-agreed' });
  });
});
