import type { z } from 'zod';
import type { TaskPatch, TaskRow } from '../../../domain/api/tasks.ts';
import { Conflict, NotFound } from '../../../domain/errors.ts';
import type { CustomerId, InvoiceId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findTask, updateTask, type TaskRecord } from '../../db/tasks.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertAhead, getCustomerName, isId, todayIn } from '../silence/subject.ts';
import { readTask } from './list.ts';

type Patch = z.output<typeof TaskPatch>;

/**
 * Does a task, takes that back, postpones it, takes it on or gives it up. Throws NotFound, Invalid for a day that has gone by, and
 * Conflict when somebody was faster.
 */
export async function changeTask(
  ctx: Context,
  member: Member,
  id: string,
  patch: Patch,
): Promise<TaskRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const task = isId(id) ? await findTask(tx, organisationId, id) : undefined;
    if (!task) throw new NotFound('task.unknown', 'no such task');
    const todayOn = await todayIn(tx, organisationId, ctx.now());
    assertAhead('dueOn', patch.dueOn ?? null, todayOn);
    const change = changeOf(member, patch, ctx.now());
    if (!(await updateTask(tx, organisationId, { id, version: patch.version }, change)))
      throw new Conflict('task.changed-meanwhile', 'somebody was faster');
    const customer =
      task.customerId === null
        ? '–'
        : await getCustomerName(tx, organisationId, task.customerId as CustomerId);
    await addActivity(
      tx,
      ...kindsOf(patch).map((kind) => ({
        organisationId,
        at: ctx.now(),
        kind,
        actor: actorOf(member),
        ...(task.invoiceId === null ? {} : { invoiceId: task.invoiceId as InvoiceId }),
        detail: {
          about: task.invoiceId === null ? 'customer' : 'invoice',
          task: task.kind,
          customer,
          on: patch.dueOn ?? task.dueOn,
        },
      })),
    );
    await announce(tx, organisationId, 'tasks');
    return readTask(tx, member, id);
  });
}

function changeOf(member: Member, { state, dueOn, mine }: Patch, now: Date): Partial<TaskRecord> {
  const isDone = state === 'done';
  return {
    ...(state === undefined
      ? {}
      : { state, doneAt: isDone ? now : null, doneBy: isDone ? member.name : null }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(mine === undefined
      ? {}
      : { ownerId: mine ? member.personId : null, owner: mine ? member.name : null }),
  };
}

function kindsOf({ state, dueOn, mine }: Patch): string[] {
  return [
    ...(state === undefined ? [] : [state === 'done' ? 'task.done' : 'task.reopened']),
    ...(dueOn === undefined ? [] : ['task.postponed']),
    ...(mine === undefined ? [] : [mine ? 'task.taken' : 'task.given-up']),
  ];
}
