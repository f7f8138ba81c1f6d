import { renderProof } from '../../render/proof-pdf.ts';
import type { Context, Member } from '../context.ts';
import { readProof } from './read-proof.ts';

/** The proof as a PDF in the organisation's language; it names the checksum of the JSON. Throws NotFound as `readProof` does. */
export async function drawProof(ctx: Context, member: Member, id: string): Promise<Buffer> {
  const { proof, sha256, language } = await readProof(ctx, member, id);
  return renderProof(proof, { sha256, language });
}
