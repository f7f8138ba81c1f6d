import { randomUUID } from 'node:crypto';
import type { TaskKind } from '../../../domain/api/tasks.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import { announce } from '../../db/activity.ts';
import { insertTask } from '../../db/tasks.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin } from '../context.ts';

export interface NewTask {
  kind: TaskKind;
  /** Names the cause, e.g. `broken-promise:<id>`: the same one never makes a second task, also after the first was done. */
  key: string;
  dueOn: LocalDate;
  customerId?: string | null;
  invoiceId?: string | null;
  deliveryId?: DeliveryId | null;
  /** Name of the person who is to see to it. */
  owner?: string;
  note?: string;
  /** Name of the person whose act made it; Dunlin itself otherwise. */
  by?: string;
}

/** Notes a case for a person (W9), in the transaction of what caused it. False when this cause has its task already. */
export async function addTask(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
  task: NewTask,
): Promise<boolean> {
  const { kind, key, dueOn, customerId, invoiceId, deliveryId, owner, note, by } = task;
  const isNew = await insertTask(tx, {
    organisationId,
    id: randomUUID(),
    kind,
    key,
    customerId: customerId ?? null,
    invoiceId: invoiceId ?? null,
    deliveryId: deliveryId ?? null,
    dueOn,
    owner: owner ?? null,
    note: note ?? '',
    state: 'open',
    createdAt: now,
    createdBy: by ?? dunlin.name,
  });
  if (isNew) await announce(tx, organisationId, 'tasks');
  return isNew;
}
