import type { SyncJson, SyncRunJson } from '../../../domain/api/organisations.ts';

type Progress = SyncRunJson['progress'][number];
export type SyncKind = Progress['kind'];

export function isComplete({ done, total }: Progress): boolean {
  return total !== null && done >= total;
}

/** The kind that is being read: the last one that has begun and is not complete, else the first that has not begun. */
export function kindUnderWay(progress: readonly Progress[]): SyncKind | null {
  const open = progress.filter((one) => !isComplete(one));
  const begun = open.filter(({ done }) => done > 0);
  return (begun.at(-1) ?? open[0])?.kind ?? null;
}

/** Share of a run that is done, 0 to 100; null while the totals are not known. */
export function percentOf(progress: readonly Progress[]): number | null {
  let done = 0;
  let total = 0;
  for (const one of progress) {
    if (one.total === null) return null;
    done += Math.min(one.done, one.total);
    total += one.total;
  }
  return total === 0 ? null : Math.floor((done / total) * 100);
}

/** Books hand out their records in pages of about this size. */
const RECORDS_PER_CALL = 1000;

/** About how many calls a comparison of everything costs: the pages of every kind, and one count for each. */
export function callsOfFullCheck(kinds: SyncJson['kinds']): number {
  const pages = kinds.map(({ records }) => Math.max(1, Math.ceil(records / RECORDS_PER_CALL)));
  return pages.reduce((sum, some) => sum + some, kinds.length);
}
