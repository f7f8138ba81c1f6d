import type { Response } from 'express';
import { allowMessageFrame } from './security-headers.ts';

/** A message exactly as it looks in a mail program, for a frame without rights; its policy lets nothing run or leave. */
export function sendMessagePage(response: Response, html: string): void {
  allowMessageFrame(response);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(html);
}
