import type { Request, Response } from 'express';
import { sendBytes } from '../../kit/answer.ts';
import type { Json } from '../../kit/json.ts';
import { faults } from '../api/faults.ts';
import type { Box } from '../box.ts';
import type { Connection, Grant } from './grants.ts';

/** Seven decimals and no zone (facts: Xero 1.4). */
const stamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '8460');

/** Whose token it is; 401 in the form of the accounting API otherwise. */
export function bearer(
  box: Box,
  request: Request,
): NonNullable<ReturnType<Box['grants']['findAccess']>> {
  const token = /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  const found = box.grants.findAccess(token);
  if (!found) throw faults.notAuthenticated();
  if (found.isExpired) throw faults.expired(found.access.expiresMs);
  return found;
}

function show(box: Box, connection: Connection): Json {
  return {
    id: connection.id,
    authEventId: connection.authEventId,
    tenantId: connection.tenantId,
    tenantType: 'ORGANISATION',
    tenantName: box.orgs.get(connection.tenantId)?.name ?? '',
    createdDateUtc: stamp(connection.createdMs),
    updatedDateUtc: stamp(connection.updatedMs),
  };
}

export function listConnections(box: Box, request: Request, response: Response): void {
  const { grant } = bearer(box, request);
  const wanted = request.query['authEventId'];
  const shown = grant.connections.filter(
    ({ authEventId }) => wanted === undefined || authEventId === wanted,
  );
  const body = JSON.stringify(shown.map((connection) => show(box, connection)));
  sendBytes(response, 200, 'application/json; charset=utf-8', Buffer.from(body));
}

export function removeConnection(box: Box, request: Request, response: Response): void {
  const { grant } = bearer(box, request);
  if (!drop(box, grant, String(request.params['id']))) throw faults.notFound();
  sendBytes(response, 204, null, Buffer.alloc(0));
}

function drop(box: Box, grant: Grant, id: string): boolean {
  const wasThere = box.grants.disconnect(grant, id);
  box.changed();
  return wasThere;
}
