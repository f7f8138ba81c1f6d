import {
  DunlinError,
  NeedsPerson,
  NeedsReconnect,
  NotFound,
  Refused,
  TryLater,
} from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { later, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { changeRun, lockRun, type SyncRun } from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import type { Problem } from '../mirror/store-each.ts';
import { MAX_PROBLEMS } from './intervals.ts';
import { REPLACED } from './start-check.ts';

/**
 * The run, under way again; one that ended, or that a larger one replaced, is answered as it is. Throws NotFound for a run of nobody or
 * of somebody else.
 */
export async function takeUpRun(
  tx: Tx,
  organisationId: OrganisationId,
  runId: string,
  now: Date,
): Promise<SyncRun> {
  const run = await lockRun(tx, organisationId, runId);
  if (!run) throw new NotFound('sync.no-run', 'no such run of this organisation');
  if (run.state === 'done' || run.errorCode === REPLACED) return run;
  const running = {
    state: 'running',
    waitingUntil: null,
    endedAt: null,
    errorCode: '',
    movedAt: now,
  } as const;
  await changeRun(tx, organisationId, runId, running);
  await announce(tx, organisationId, 'sync');
  return { ...run, ...running };
}

/** Does the work of a run; whatever stops it, the run says so in words that a person can be shown, and keeps its place. */
export async function keepingState(
  ctx: Context,
  run: Pick<SyncRun, 'organisationId' | 'id' | 'type'>,
  work: () => Promise<JobOutcome>,
): Promise<JobOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TryLater) return wait(ctx, run, error);
    if (isFinal(error)) return fail(ctx, run, error);
    const code = error instanceof DunlinError ? error.code : 'sync.unexpected';
    await settle(ctx, run, { state: 'failed', endedAt: ctx.now(), errorCode: code });
    throw error;
  }
}

type RunKey = Pick<SyncRun, 'organisationId' | 'id' | 'type'>;

/** Trying the same again is of no use: the owner reconnects, or somebody looks at the books. */
function isFinal(error: unknown): error is DunlinError {
  return [NeedsReconnect, NeedsPerson, Refused, NotFound].some((kind) => error instanceof kind);
}

async function wait(ctx: Context, run: RunKey, { at, code }: TryLater): Promise<JobOutcome> {
  await settle(ctx, run, { state: 'waiting', waitingUntil: at, errorCode: code });
  return later(at, code);
}

async function fail(ctx: Context, run: RunKey, { code }: DunlinError): Promise<JobOutcome> {
  const failed = { state: 'failed', endedAt: ctx.now(), errorCode: code } as const;
  await settle(ctx, run, failed, 'sync.failed');
  return skipped(code);
}

async function settle(
  ctx: Context,
  run: RunKey,
  change: Partial<SyncRun>,
  activityKind?: string,
): Promise<void> {
  const organisationId = run.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    await changeRun(tx, organisationId, run.id, change);
    if (activityKind !== undefined)
      await addActivity(tx, {
        organisationId,
        at: ctx.now(),
        kind: activityKind,
        actor: dunlin,
        detail: { type: run.type, code: change.errorCode ?? '' },
      });
    await announce(tx, organisationId, 'sync');
  });
}

/** The run's list of problems with new ones; a record is named once, however often it is met. */
export function withProblems(
  run: Pick<SyncRun, 'problems' | 'unreadable'>,
  found: Problem[],
): Pick<SyncRun, 'problems' | 'unreadable'> {
  const keyOf = ({ recordId, code }: Problem) => `${recordId} ${code}`;
  const known = new Set(run.problems.map(keyOf));
  const fresh = found.filter((one) => !known.has(keyOf(one)) && known.add(keyOf(one)));
  return {
    problems: [...run.problems, ...fresh].slice(0, MAX_PROBLEMS),
    unreadable: run.unreadable + fresh.length,
  };
}
