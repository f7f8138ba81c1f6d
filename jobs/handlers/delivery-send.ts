import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import { sendDelivery } from '../../server/services/deliveries/send.ts';
import type { Handler } from '../run-job.ts';

export const deliverySend: Handler<'delivery.send'> = (ctx, { organisationId, deliveryId }) =>
  sendDelivery(ctx, organisationId as OrganisationId, deliveryId as DeliveryId);
