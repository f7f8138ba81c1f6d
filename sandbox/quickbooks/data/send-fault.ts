import type { Response } from 'express';
import type { Box } from '../box.ts';
import { pacificMillis } from '../pacific-time.ts';
import { sendBytes } from './answer.ts';
import type { BusinessFault, GatewayFault } from './faults.ts';
import { printJson } from './print.ts';
import { toXml } from './xml.ts';

const JSON_TYPE = 'application/json;charset=utf-8';

/** 429 was recorded as XML, whatever was asked for; a knob chooses (facts: QuickBooks 5.1). */
export function sendGatewayFault(box: Box, response: Response, fault: GatewayFault): void {
  if (fault.status === 401)
    response.setHeader('WWW-Authenticate', 'Bearer realm="Intuit", error="invalid_token"');
  if (fault.status === 429 && box.knobs.throttleRetryAfter !== null)
    response.setHeader('Retry-After', String(box.knobs.throttleRetryAfter));
  if (fault.status === 429 && box.knobs.throttleBody === 'xml') {
    const time = pacificMillis(box.clock.now());
    const error = `<Error code="${fault.code}"><Message>${fault.text}</Message><Detail>${fault.detail}</Detail></Error>`;
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="${time}" xmlns="http://schema.intuit.com/finance/v3"><Fault type="${fault.type}">${error}</Fault></IntuitResponse>`;
    return sendBytes(response, 429, 'application/xml;charset=UTF-8', Buffer.from(xml));
  }
  sendBytes(
    response,
    fault.status,
    JSON_TYPE,
    Buffer.from(JSON.stringify(fault.toJson(box.clock.now()))),
  );
}

export function sendBusinessFault(
  box: Box,
  response: Response,
  fault: BusinessFault,
  asXml: boolean,
): void {
  const body = { Fault: fault.fault, time: pacificMillis(box.clock.now()) };
  if (asXml)
    sendBytes(response, fault.status, 'application/xml;charset=UTF-8', Buffer.from(toXml(body)));
  else sendBytes(response, fault.status, JSON_TYPE, Buffer.from(printJson(body)));
}
