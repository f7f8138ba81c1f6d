import type { LocalDate } from '../local-date.ts';
import type { ReminderClass } from './rule.ts';

/** A delivery about this invoice that was not called off. */
export interface KnownDelivery {
  id: string;
  ruleId: string;
  stepId: string;
  days: number;
  reminderClass: ReminderClass;
  /** `skipped`: a person left it out; `stopped`: a file was missing. Both count as done without having left. */
  state: 'planned' | 'claimed' | 'sent' | 'unknown' | 'refused' | 'skipped' | 'stopped';
  /** When it left, may have left, or was planned to leave. */
  onDate: LocalDate;
}
