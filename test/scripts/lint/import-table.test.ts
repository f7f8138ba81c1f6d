import { describe, expect, it } from '@jest/globals';
import { problemOf } from '../../../scripts/lint/import-table.js';

describe('the import table', () => {
  const allowed: [string, string][] = [
    ['domain/gates/memo.ts', '../invoice/invoice.ts'],
    ['domain/rules/rule.ts', 'zod'],
    ['integrations/smtp/index.ts', '../channel.ts'],
    ['integrations/smtp/index.ts', './limits.ts'],
    ['integrations/registry.ts', './smtp/index.ts'],
    ['server/services/deliveries/send.ts', '../../db/deliveries.ts'],
    ['server/services/deliveries/render.ts', '../../render/render-message.ts'],
    ['server/services/deliveries/send.ts', '../../../integrations/registry.ts'],
    ['server/http/invoices/list.ts', '../../services/invoices/list.ts'],
    ['server/start.ts', '../sandbox/mailbox/index.ts'],
    ['jobs/relay.ts', '../server/db/outbox.ts'],
    ['client/pages/invoice/page.tsx', '../../features/why/why-panel.tsx'],
    ['client/features/why/why-panel.tsx', '../../../domain/gates/sentences.ts'],
    ['sandbox/main.ts', './mailbox/cli.ts'],
    ['test/flows/overdue.flow.test.ts', '../../sandbox/mailbox/index.ts'],
    ['scripts/start.ts', '../sandbox/mailbox/index.ts'],
  ];
  it.each(allowed)('lets %s import %s', (file, source) => {
    expect(problemOf(file, source)).toBeNull();
  });

  const forbidden: [string, string][] = [
    ['domain/gates/memo.ts', '../../server/db/rules.ts'],
    ['domain/gates/memo.ts', 'node:crypto'],
    ['domain/gates/memo.ts', 'pg'],
    ['integrations/smtp/index.ts', '../sendgrid/to-answer.ts'],
    ['integrations/smtp/index.ts', '../registry.ts'],
    ['integrations/quickbooks/index.ts', '../../server/db/connections.ts'],
    ['integrations/http.ts', 'intuit-oauth'],
    ['server/db/rules.ts', '../services/rules/save.ts'],
    ['server/db/rules.ts', '../../integrations/registry.ts'],
    ['server/services/deliveries/send.ts', '../../../integrations/smtp/index.ts'],
    ['server/services/deliveries/send.ts', 'express'],
    ['server/services/deliveries/send.ts', 'bullmq'],
    ['server/services/deliveries/send.ts', 'nodemailer'],
    ['server/services/deliveries/send.ts', '../../../jobs/queues.ts'],
    ['server/http/invoices/list.ts', '../../db/invoices.ts'],
    ['server/http/invoices/list.ts', 'drizzle-orm'],
    ['server/http/webhooks/receive.ts', '../../../integrations/quickbooks/webhook.ts'],
    ['server/web.ts', '../sandbox/mailbox/index.ts'],
    ['server/web.ts', '../jobs/start.ts'],
    ['jobs/handlers/invoice-sync.ts', '../../server/db/mirror.ts'],
    ['jobs/handlers/invoice-sync.ts', '../../integrations/registry.ts'],
    ['jobs/relay.ts', 'express'],
    ['client/pages/invoice/page.tsx', '../../../server/services/context.ts'],
    ['client/features/why/why-panel.tsx', '../invoices/table.tsx'],
    ['client/ui/button.tsx', '../features/why/why-panel.tsx'],
    ['sandbox/mailbox/index.ts', '../../domain/money.ts'],
    ['sandbox/mailbox/index.ts', '../quickbooks/clock.ts'],
    ['sandbox/main.ts', '../server/config.ts'],
  ];
  it.each(forbidden)('does not let %s import %s', (file, source) => {
    expect(problemOf(file, source)).toContain(`${file} may not import`);
  });

  it('lets shapes of the store pass through a route, but not its queries', () => {
    expect(problemOf('server/http/route.ts', '../db/people.ts', true)).toBeNull();
    expect(problemOf('server/http/route.ts', '../db/people.ts', false)).not.toBeNull();
  });
});
