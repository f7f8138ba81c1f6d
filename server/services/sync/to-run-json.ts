import type { z } from 'zod';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { importKinds } from '../../../integrations/books.ts';
import type { SyncRun } from '../../db/sync-runs.ts';
import { after, STALLED_AFTER_MS } from './intervals.ts';

/** A run as a person is shown it at this instant. */
export function toRunJson(run: SyncRun, now: Date): z.input<typeof SyncRunJson> {
  return {
    id: run.id,
    type: run.type,
    state: run.state,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    waitingUntil: run.state === 'waiting' ? (run.waitingUntil?.toISOString() ?? null) : null,
    movedAt: run.movedAt?.toISOString() ?? null,
    stalled: isStalled(run, now),
    requestedBy: run.requestedBy,
    progress: importKinds.flatMap((kind) => {
      const place = run.progress[kind];
      return place ? [{ kind, done: place.done, total: place.total }] : [];
    }),
    secondsLeft: secondsLeft(run, now),
    changed: run.changed,
    unreadable: run.unreadable,
    problems: run.problems,
    errorCode: run.errorCode,
  };
}

function isStalled({ state, movedAt, startedAt }: SyncRun, now: Date): boolean {
  return state === 'running' && (movedAt ?? startedAt) < after(now, -STALLED_AFTER_MS);
}

/** At the pace since the start; null until something was read, and where a kind was not counted. */
function secondsLeft({ state, progress, startedAt }: SyncRun, now: Date): number | null {
  if (state !== 'running') return null;
  let done = 0;
  let total = 0;
  for (const place of Object.values(progress)) {
    if (place.total === null) return null;
    done += place.done;
    total += place.finished ? place.done : place.total;
  }
  if (done === 0) return null;
  const passedMs = Math.max(0, now.getTime() - startedAt.getTime());
  return Math.ceil(((total - done) * passedMs) / done / 1000);
}
