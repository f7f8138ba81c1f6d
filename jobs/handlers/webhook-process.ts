import type { JobOutcome, JobPayload } from '../../domain/jobs.ts';
import type { Context } from '../../server/services/context.ts';
import { processWebhook } from '../../server/services/webhooks/process.ts';

export function webhookProcess(
  ctx: Context,
  { postId }: JobPayload<'webhook.process'>,
): Promise<JobOutcome> {
  return processWebhook(ctx, postId);
}
