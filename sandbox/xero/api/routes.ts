import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import { Invalid } from '../books/problems.ts';
import type { Box } from '../box.ts';
import { Call, keepAnswer } from './call.ts';
import { endpoints } from './endpoints.ts';
import { ApiFault, faults } from './faults.ts';
import { assertScope, guardCall, isRepeat, openCall, orgOf } from './gate.ts';
import { withFaults } from './planned-faults.ts';
import { sendFault } from './send-fault.ts';

const BASE = '/api.xro/2.0';
const LARGEST_BODY = '12mb';

/** The accounting API of facts, sections 2 to 5. */
export function addAccountingRoutes(app: Express, box: Box): void {
  const body = express.raw({ type: () => true, limit: LARGEST_BODY });
  app.use(BASE, openCall(box), withFaults(box, 'data'), body, guardCall(box));
  for (const { method, path, scopes, handle } of endpoints) {
    app[method](BASE + path, async (request: Request, response: Response) => {
      assertScope(box, request, scopes);
      if (isRepeat(box, request, response)) return;
      await handle(new Call(box, request, response, orgOf(box, request)));
    });
  }
  app.use(BASE, () => {
    throw faults.notFound();
  });
  app.use(BASE, answerFault(box));
}

function answerFault(box: Box) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const fault = error instanceof Invalid ? toFault(error) : error;
    if (!(fault instanceof ApiFault)) return next(error);
    // Refusals at the gate are no results of the write (facts: Xero 2.5).
    if (![401, 403, 429].includes(fault.status)) keepAnswer(box, request, fault);
    sendFault(response, fault);
  };
}

function toFault(error: Invalid): ApiFault {
  const errors = error.messages.map((Message) => ({ Message }));
  return faults.validation([{ ValidationErrors: errors }]);
}
