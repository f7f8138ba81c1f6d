import type { OrganisationId } from '../../domain/ids.ts';
import { forgetAtProvider } from '../../server/services/evidence/forget-at-provider.ts';
import type { Handler } from '../run-job.ts';

export const addressForget: Handler<'address.forget'> = (ctx, { organisationId }) =>
  forgetAtProvider(ctx, organisationId as OrganisationId);
