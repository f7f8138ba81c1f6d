import type { Response } from 'express';
import { allowMessageFrame } from './security-headers.ts';

/** One part of a message exactly as it is, for a frame without rights; its policy lets nothing run or leave. */
export function sendMessagePage(
  response: Response,
  body: string,
  part: 'html' | 'text' = 'html',
): void {
  allowMessageFrame(response);
  response.setHeader('Cache-Control', 'no-store');
  response.type(part).send(body);
}
