import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { TemplateKind, TemplateTexts } from '../../../domain/templates/template.ts';
import { instant } from './people.ts';

/** Templates of an organisation's own; the built-in ones are code (BJ-6). */
export const template = pgTable(
  'template',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    kind: text().$type<TemplateKind>().notNull(),
    texts: jsonb().$type<TemplateTexts>().notNull(),
    /** Built-in template that it was made from, at whatever remove; null when it was written from nothing. */
    basedOn: text(),
    changedAt: instant().notNull(),
    changedBy: text().notNull(),
    deletedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** Every save, unchanged for ever. */
export const templateVersion = pgTable(
  'template_version',
  {
    organisationId: uuid().notNull(),
    templateId: uuid().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    texts: jsonb().$type<TemplateTexts>().notNull(),
    changedAt: instant().notNull(),
    changedBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.templateId, t.version] }),
    foreignKey({
      columns: [t.organisationId, t.templateId],
      foreignColumns: [template.organisationId, template.id],
    }),
  ],
);

/** Tests that were asked for, by the key the page gave: the same one twice sends one message. No delivery, and no contact. */
export const templateTest = pgTable(
  'template_test',
  {
    organisationId: uuid().notNull(),
    key: uuid().notNull(),
    askedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.key] }),
    index('template_test_asked').on(t.organisationId, t.askedAt),
  ],
);
