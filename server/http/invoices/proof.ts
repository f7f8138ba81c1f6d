import type { Response } from 'express';
import { drawProof } from '../../services/proof/draw-proof.ts';
import { readProof } from '../../services/proof/read-proof.ts';
import { memberGet, type Api } from '../route.ts';

/** "Download proof" (ux 4.6): the same facts to read and for a program. */
export function proofRoutes(api: Api): void {
  memberGet(api, '/deliveries/:delivery/proof.json', async ({ ctx, member, params, response }) => {
    const id = params['delivery'] ?? '';
    const { json } = await readProof(ctx, member, id);
    sendFile(response, json, { id, type: 'json' });
  });
  memberGet(api, '/deliveries/:delivery/proof.pdf', async ({ ctx, member, params, response }) => {
    const id = params['delivery'] ?? '';
    sendFile(response, await drawProof(ctx, member, id), { id, type: 'pdf' });
  });
}

/** The name is made of our own id, which was found, so nothing of a customer's can get into a header or a file system. */
function sendFile(
  response: Response,
  content: Buffer,
  { id, type }: { id: string; type: 'json' | 'pdf' },
): void {
  response.setHeader('Content-Disposition', `attachment; filename="proof-${id}.${type}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.type(type).send(content);
}
