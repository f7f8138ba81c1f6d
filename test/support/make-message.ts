import { asId, type DeliveryId } from '../../domain/ids.ts';
import type { Message } from '../../integrations/channel.ts';

/** A reminder as the delivery service hands it over; each case overrides what it is about. */
export function makeMessage(changes: Partial<Message> = {}): Message {
  return {
    key: asId<DeliveryId>('3f6c1f2e-8f4b-4a53-9a43-0d6a4d8a7c01'),
    organisationId: '7d2b5c1e-0000-4000-8000-000000000001',
    from: { name: 'Menuiserie Déjà Vu', address: 'factures@menuiserie.example' },
    replyTo: 'compta@menuiserie.example',
    to: ['anna@customer.example'],
    cc: [],
    bcc: [],
    subject: 'Facture F-123 · Menuiserie Déjà Vu',
    html: '<p>Bonjour, 1 250,00 € sont dus.</p>',
    text: 'Bonjour, 1 250,00 € sont dus.',
    language: 'fr',
    attachments: [],
    threadKey: '7d2b5c1e.145',
    ...changes,
  };
}
