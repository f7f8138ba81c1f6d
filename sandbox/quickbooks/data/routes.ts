import type { Express, NextFunction, Request, Response } from 'express';
import express from 'express';
import type { Box } from '../box.ts';
import { withFaults } from '../faults/apply.ts';
import { Call, wantsXml } from './call.ts';
import { BusinessFault, GatewayFault, faults } from './faults.ts';
import { guardCall, openCall, realmIdOf } from './gate.ts';
import {
  handleBatch,
  handleChanges,
  handleDownload,
  handlePdf,
  handleQuery,
  handleRead,
  handleSend,
  handleSingle,
  handleUpload,
  handleWrite,
} from './handlers.ts';
import { sendBusinessFault, sendGatewayFault } from './send-fault.ts';

const COMPANY = '/v3/company/:realm';
const LARGEST_BODY = '110mb';

/** The accounting API of facts, sections 2 to 5. */
export function addDataRoutes(app: Express, box: Box): void {
  const on =
    (handler: (call: Call) => void | Promise<void>) => (request: Request, response: Response) =>
      handler(new Call(box, request, response));
  const body = express.raw({ type: () => true, limit: LARGEST_BODY });
  app.use(COMPANY, openCall(box), withFaults(box, 'data', realmIdOf), body, guardCall(box));
  app.get(
    `${COMPANY}/query`,
    on((call) => handleQuery(call, call.option('query'))),
  );
  app.post(
    `${COMPANY}/query`,
    on((call) => handleQuery(call, call.text())),
  );
  app.get(`${COMPANY}/cdc`, on(handleChanges));
  app.post(`${COMPANY}/batch`, on(handleBatch));
  app.post(`${COMPANY}/upload`, on(handleUpload));
  app.get(`${COMPANY}/download/:id`, on(handleDownload));
  app.get(`${COMPANY}/download/:id/thumb`, on(handleDownload));
  app.get(`${COMPANY}/invoice/:id/pdf`, on(handlePdf));
  app.post(`${COMPANY}/invoice/:id/send`, on(handleSend));
  app.get(`${COMPANY}/:entity`, on(handleSingle));
  app.get(`${COMPANY}/:entity/:id`, on(handleRead));
  app.post(`${COMPANY}/:entity`, on(handleWrite));
  app.use(COMPANY, () => {
    throw faults.unsupportedOperation();
  });
  app.use(COMPANY, answerFault(box));
}

function answerFault(box: Box) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (error instanceof GatewayFault) return sendGatewayFault(box, response, error);
    if (error instanceof BusinessFault)
      return sendBusinessFault(box, response, error, wantsXml(request));
    next(error);
  };
}
