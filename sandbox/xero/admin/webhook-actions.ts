import { z } from 'zod';
import { change, look, nothing } from './action.ts';

/** The subscription of the app and what happens to its deliveries. */
export const webhookActions = {
  webhooks: look(nothing, (box) => ({ ...box.sender.state, history: box.sender.history })),

  setWebhookUrl: change(z.object({ url: z.url().nullable() }), (box, { url }) => {
    box.sender.setUrl(url);
    return { url, status: box.sender.state.status };
  }),

  /** Asks the receiver for its intent to receive; also what switches a disabled subscription on again. */
  handshake: change(nothing, async (box) => ({
    passed: await box.sender.handshake(),
    status: box.sender.state.status,
  })),

  /** Posts a body as it is, signed unless a signature is given: for receivers' tests of odd content. */
  sendWebhook: change(
    z.object({ body: z.string(), signature: z.string().optional() }),
    async (box, { body, signature }) => ({
      status: await box.sender.sendRaw(body, signature),
    }),
  ),

  replayWebhooks: change(
    z.object({ count: z.number().int().positive().default(1) }).optional(),
    async (box, input) => ({ sent: await box.sender.replay(input?.count ?? 1) }),
  ),

  addWebhookFault: change(
    z.strictObject({
      kind: z.enum(['lose', 'double', 'delay', 'reorder']),
      skip: z.number().int().nonnegative().optional(),
      times: z.number().int().positive().optional(),
      delayMs: z.number().nonnegative().optional(),
    }),
    (box, input) => box.sender.faults.add(input),
  ),
  webhookFaults: look(nothing, (box) => ({ rules: box.sender.faults.list })),
  clearWebhookFaults: change(nothing, (box) => {
    box.sender.faults.clear();
    return { rules: box.sender.faults.list };
  }),

  flushWebhooks: change(nothing, async (box) => {
    await box.sender.flush();
    const { pending, current, status } = box.sender.state;
    return { waiting: pending.length + (current?.events ?? 0), status };
  }),
};
