import type { NextFunction, Request, Response } from 'express';
import { withPlannedFaults } from '../../kit/faults/apply.ts';
import type { FaultCall } from '../../kit/faults/rules.ts';
import type { Box } from '../box.ts';
import { gatewayFaults } from '../data/faults.ts';
import { sendGatewayFault } from '../data/send-fault.ts';

/** Middleware: lets a planned fault strike this call. */
export function withFaults(
  box: Box,
  target: FaultCall['target'],
  realmOf: (request: Request) => string | null = () => null,
): (request: Request, response: Response, next: NextFunction) => Promise<void> {
  return withPlannedFaults({
    rules: box.faults,
    target,
    companyOf: realmOf,
    throttle: (response) => sendGatewayFault(box, response, gatewayFaults.throttled()),
  });
}
