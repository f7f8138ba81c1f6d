import type { OrganisationId } from '../../domain/ids.ts';
import { forwardReply } from '../../server/services/replies/forward.ts';
import type { Handler } from '../run-job.ts';

export const replyForward: Handler<'reply.forward'> = (ctx, { organisationId, replyId }) =>
  forwardReply(ctx, organisationId as OrganisationId, replyId);
