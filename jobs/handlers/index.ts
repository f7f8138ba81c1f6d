import type { Handlers } from '../run-job.ts';
import { addressForget } from './address-forget.ts';
import { deliverySend } from './delivery-send.ts';
import { invoicesSend } from './invoices-send.ts';
import { recordsSync } from './records-sync.ts';
import { remindersPlan } from './reminders-plan.ts';
import { replyForward } from './reply-forward.ts';
import { syncCheck } from './sync-check.ts';
import { syncImport } from './sync-import.ts';
import { syncSweep } from './sync-sweep.ts';
import { writeBackApply } from './write-back-apply.ts';

/** Exactly one handler per job; the type makes a missing one a compile error. */
export const handlers: Handlers = {
  'sync.import': syncImport,
  'sync.sweep': syncSweep,
  'records.sync': recordsSync,
  'sync.check': syncCheck,
  'reminders.plan': remindersPlan,
  'delivery.send': deliverySend,
  'invoices.send': invoicesSend,
  'write-back.apply': writeBackApply,
  'reply.forward': replyForward,
  'address.forget': addressForget,
};
