import type { Response } from 'express';
import { sendBytes } from '../../kit/answer.ts';
import type { ApiFault } from './faults.ts';

export function sendFault(response: Response, fault: ApiFault): void {
  for (const [name, value] of Object.entries(fault.headers)) response.setHeader(name, value);
  sendBytes(response, fault.status, fault.contentType, Buffer.from(fault.body));
}
