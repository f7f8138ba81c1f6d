import { processWebhook } from '../../server/services/webhooks/process.ts';
import type { Handler } from '../run-job.ts';

export const webhookProcess: Handler<'webhook.process'> = (ctx, { postId }) =>
  processWebhook(ctx, postId);
