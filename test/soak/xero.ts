import { startSandboxXero, TENANT_A, type SandboxXero } from '../../sandbox/xero/index.ts';
import type { SoakBooks } from './books.ts';
import { pickTrouble } from './random.ts';

const tenantId = TENANT_A;
type Admin = SandboxXero['admin'];

/** What goes wrong between Xero and its clients; each lasts until the next round makes its own. */
const troubles: ((admin: Admin) => Promise<unknown>)[] = [
  (admin) => admin.addFault({ target: 'data', kind: 'status', status: 503, times: 3 }),
  (admin) => admin.addFault({ target: 'data', kind: 'throttle', problem: 'minute' }),
  (admin) => admin.addFault({ target: 'data', kind: 'throttle', problem: 'concurrent', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'drop', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'drop-after', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'truncate', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'html', times: 2 }),
  (admin) => admin.addFault({ target: 'identity', kind: 'drop-after' }),
  (admin) => admin.expireAccessTokens(),
  (admin) => admin.setOffline({ tenantId, offline: true }),
  (admin) => admin.setKnobs({ webhookDuplicates: 1, webhookReorder: true }),
  (admin) => admin.setKnobs({ webhooks: 'off' }),
  (admin) => admin.setKnobs({ webhookTypeCase: 'title', webhookUrlWithoutId: true }),
  (admin) => admin.setKnobs({ webhookSignature: 'wrong' }),
  (admin) => admin.setKnobs({ webhookOnPayment: false }),
  (admin) => admin.setKnobs({ latencyMs: 150 }),
];

const usual = {
  webhookDuplicates: 0,
  webhookReorder: false,
  webhookTypeCase: 'upper',
  webhookUrlWithoutId: false,
  webhookSignature: 'good',
  webhookOnPayment: true,
  webhooks: 'on',
  latencyMs: 0,
  // A round of the soak stands for three hours, and takes less than a second: calls of a minute are those of three hours, and a token lives
  // for some rounds, or a call would see it expire twice.
  callsPerMinute: 180 * 60,
  accessLifeSeconds: 12 * 3600,
  // Longer than Xero's half an hour (facts: Xero 1.3): between a kill and the next start the soak's clock runs for three.
  refreshGraceSeconds: 86_400,
} as const;

export const xero = { name: 'Xero', start };

async function start(): Promise<SoakBooks> {
  const sandbox = await startSandboxXero();
  const { admin, urls } = sandbox;
  const calm = async (): Promise<void> => {
    await admin.clearFaults({});
    await admin.setOffline({ tenantId, offline: false });
    await admin.setKnobs(usual);
  };
  return {
    key: 'xero',
    settings: {
      XERO_CLIENT_ID: 'sandbox-client-id',
      XERO_CLIENT_SECRET: 'sandbox-client-secret',
      XERO_WEBHOOK_KEYS: 'sandbox-webhook-key',
      XERO_LOGIN_URL: urls.login,
      XERO_IDENTITY_URL: urls.identity,
      XERO_API_URL: urls.api,
    },
    consent: async (page) => (await admin.consent({ url: page, tenantId })).location,
    tellTo: async (webhooksUrl) => void (await admin.setWebhookUrl({ url: `${webhooksUrl}/xero` })),
    advanceClock: async (ms) => void (await admin.advanceClock({ ms })),
    edit: async (count, seed) => void (await admin.randomEdits({ tenantId, count, seed })),
    calm,
    async makeTrouble(random) {
      await calm();
      await pickTrouble(troubles, random)?.(admin);
    },
    close: () => sandbox.close(),
  };
}
