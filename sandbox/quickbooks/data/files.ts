import type { Express, Request, Response } from 'express';
import type { Box } from '../box.ts';
import { withFaults } from '../faults/apply.ts';
import { sampleBytes } from '../../kit/sample-files.ts';
import { sendBytes, startAnswer } from './answer.ts';
import { signature } from './attachable.ts';

/** One grey point: enough to see that the small picture was asked for. */
const THUMBNAIL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** The storage behind TempDownloadUri: only the signature counts; its errors are XML. */
export function addFileRoutes(app: Express, box: Box): void {
  const begin = (request: Request, response: Response, next: () => void): void => {
    startAnswer(box, request, response, String(request.params['realm']));
    next();
  };
  app.get(
    '/files/:realm/:id/:name',
    begin,
    withFaults(box, 'files'),
    (request: Request, response: Response) => sendFile(box, request, response),
  );
}

function sendFile(box: Box, request: Request, response: Response): void {
  const { realm = '', id = '' } = request.params as Record<string, string>;
  const file = box.realms.get(realm)?.files.get(id);
  const problem = linkProblem(box, request, realm, id);
  if (problem) return refuse(response, 403, 'AccessDenied', problem);
  // The storage refuses two keys at once, so a bearer token sent along breaks the download.
  if (request.get('authorization')) {
    return refuse(
      response,
      400,
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter should be specified',
    );
  }
  if (!file) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
  if (request.query['size'] === 'thumb') return sendBytes(response, 200, 'image/png', THUMBNAIL);
  const bytes =
    file.content === undefined ? sampleBytes(file) : Buffer.from(file.content, 'base64');
  sendBytes(response, 200, file.contentType, bytes);
}

function linkProblem(box: Box, request: Request, realm: string, id: string): string | undefined {
  const date = String(request.query['X-Amz-Date'] ?? '');
  const life = String(request.query['X-Amz-Expires'] ?? '');
  if (request.query['X-Amz-Signature'] !== signature(box, realm, id, date, life))
    return 'Access Denied';
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) + Number(life) * 1000 < box.clock.now()
    ? 'Request has expired'
    : undefined;
}

function refuse(response: Response, status: number, code: string, message: string): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  sendBytes(response, status, 'application/xml', Buffer.from(xml));
}
