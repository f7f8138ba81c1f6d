import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './people.ts';
import { delivery } from './reminders.ts';

/** A file that was too large for its message: the message links to it, and it is read from the books when somebody asks. */
export const fileLink = pgTable(
  'file_link',
  {
    organisationId: uuid().notNull(),
    /** SHA-256; the token itself stands only in the message. */
    tokenHash: text().notNull(),
    deliveryId: uuid().notNull(),
    invoiceId: text().notNull(),
    /** Null: the PDF of the invoice. */
    attachmentId: text(),
    fileName: text().notNull(),
    contentType: text().notNull(),
    sizeBytes: integer().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.tokenHash] }),
    index('file_link_delivery').on(t.organisationId, t.deliveryId),
    index('file_link_expires').on(t.expiresAt),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);
