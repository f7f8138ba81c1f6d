import type { Problem } from '../../domain/api/common.ts';

/** An answer that is no success. `problem` is null when no answer came at all or it was not ours (a proxy's page). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.title ?? `no answer (${status})`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}
