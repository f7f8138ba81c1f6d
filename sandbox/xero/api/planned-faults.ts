import type { NextFunction, Request, Response } from 'express';
import { withPlannedFaults } from '../../kit/faults/apply.ts';
import type { FaultCall } from '../../kit/faults/rules.ts';
import type { Box } from '../box.ts';
import { faults } from './faults.ts';
import { sendFault } from './send-fault.ts';

const MINUTE_SECONDS = 60;

/** Middleware: lets a planned fault strike this call. A throttle without more is a breach of the minute. */
export function withFaults(
  box: Box,
  target: FaultCall['target'],
): (request: Request, response: Response, next: NextFunction) => Promise<void> {
  return withPlannedFaults({
    rules: box.faults,
    target,
    companyOf: (request) => request.get('xero-tenant-id') ?? null,
    throttle: (response, { problem = 'minute', retryAfter }) => {
      const usual = problem === 'minute' || problem === 'day' ? MINUTE_SECONDS : null;
      sendFault(response, faults.tooMany(problem, retryAfter === undefined ? usual : retryAfter));
    },
  });
}
