import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';
import { DeliveryFaults } from '../../kit/delivery-faults.ts';
import type { Change, WebhookEvent } from './event.ts';
import { toCloudEvent, toEvent, toLegacyBody } from './event.ts';
import { signBody } from '../../kit/sign.ts';

const MEGABYTE = 1_000_000;
const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
/** Waits before each repeat; after the last one every six hours (facts: QuickBooks 7.5). */
const RETRY_WAITS_MS = [10, 20, 30, 300, 1200, 7200, 14_400, 21_600].map(
  (seconds) => seconds * SECOND_MS,
);
const REMEMBERED = 200;

/** A body on its way. Its bytes never change, so a repeat carries the same event ids. */
export interface Delivery {
  body: string;
  events: number;
  attempts: number;
  dueAtMs: number;
  copies: number;
}

export interface DeliveryRecord {
  at: string;
  status: number | 'timeout' | 'unreachable';
  events: number;
  attempt: number;
  body: string;
}

export interface SenderState {
  url: string | null;
  pending: WebhookEvent[];
  current: Delivery | null;
  /** Held back by a fault; each leaves when its time has come. */
  late?: Delivery[];
}

interface SenderParts {
  clock: Clock;
  knobs: Knobs;
  verifierToken: string;
  isConnected: (realmId: string) => boolean;
  onChange: () => void;
}

/**
 * Sends signed webhooks one body at a time. Until the receiver has answered 200, nothing later leaves
 * (head-of-line blocking), and what waits is part of the snapshot.
 */
export class WebhookSender {
  readonly #parts: SenderParts;
  readonly history: DeliveryRecord[] = [];
  readonly faults = new DeliveryFaults();
  #state: SenderState = { url: null, pending: [], current: null };
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #gatheredAtMs = 0;
  readonly #closing = new AbortController();

  constructor(parts: SenderParts) {
    this.#parts = parts;
    parts.clock.onJump(() => this.#plan());
  }

  get state(): SenderState {
    return this.#state;
  }

  restore(state: SenderState): void {
    this.#state = structuredClone(state);
    this.#plan();
  }

  setUrl(url: string | null): void {
    this.#state.url = url;
    this.#parts.onChange();
    this.#plan();
  }

  raise(change: Change): void {
    const { knobs, clock, isConnected } = this.#parts;
    if (knobs.webhooks === 'off') return;
    if (this.#state.url === null || !knobs.webhookEntities.includes(change.entity)) return;
    if (knobs.webhookOnlyConnected && !isConnected(change.realmId)) return;
    if (this.#state.pending.length === 0) this.#gatheredAtMs = Date.now();
    this.#state.pending.push(toEvent(change, clock.now()));
    this.#plan();
  }

  /** Queues a body exactly as given, for receivers' tests of odd content. */
  async sendRaw(body: string, signature?: string): Promise<number | string> {
    if (this.#state.url === null) throw new Error('no webhook URL is set');
    return this.#post(body, signature);
  }

  /** Sends what waits now, without the gather delay; resolves when nothing can leave any more. */
  async flush(): Promise<void> {
    this.#gatheredAtMs = 0;
    await this.#sending;
    while (this.#isDue()) await this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#sending;
  }

  #isDue(): boolean {
    if (this.#closing.signal.aborted || this.#state.url === null) return false;
    return this.#waitMs() <= 0;
  }

  get #late(): Delivery[] {
    return (this.#state.late ??= []);
  }

  /** Infinity when nothing waits. */
  #waitMs(): number {
    const { current } = this.#state;
    if (current) return current.dueAtMs - this.#parts.clock.now();
    const { webhookGatherMs, webhookDelayMs } = this.#parts.knobs;
    const late = this.#late.map(({ dueAtMs }) => dueAtMs - this.#parts.clock.now());
    if (this.#state.pending.length > 0)
      late.push(this.#gatheredAtMs + webhookGatherMs + webhookDelayMs - Date.now());
    return Math.min(...late);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#closing.signal.aborted || this.#sending || this.#state.url === null) return;
    const dueInMs = this.#waitMs();
    if (dueInMs === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.min(Math.max(dueInMs, 0), HOUR_MS);
    this.#timer = setTimeout(() => {
      if (this.#isDue()) void this.#run();
      else this.#plan();
    }, waitMs);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    this.#sending ??= this.#deliver().finally(() => {
      this.#sending = undefined;
      this.#plan();
    });
    await this.#sending;
  }

  async #deliver(): Promise<void> {
    const delivery = (this.#state.current ??= this.#takeLate() ?? this.#strike(this.#cut()));
    if (!delivery) return this.#parts.onChange();
    delivery.attempts += 1;
    const status = await this.#post(delivery.body, undefined, delivery);
    if (status !== 200) this.#postpone(delivery);
    else if (delivery.copies > 0) delivery.copies -= 1;
    else this.#state.current = null;
    this.#parts.onChange();
  }

  #postpone(delivery: Delivery): void {
    const waitMs = RETRY_WAITS_MS[delivery.attempts - 1] ?? 6 * HOUR_MS;
    delivery.dueAtMs = this.#parts.clock.now() + waitMs * this.#parts.knobs.webhookRetryScale;
  }

  #takeLate(): Delivery | undefined {
    const nowMs = this.#parts.clock.now();
    const due = this.#late.findIndex(({ dueAtMs }) => dueAtMs <= nowMs);
    return due < 0 ? undefined : this.#late.splice(due, 1)[0];
  }

  /** Lets a planned fault have this delivery; null when there is nothing to send now. */
  #strike(taken: WebhookEvent[]): Delivery | null {
    const fault = this.faults.take();
    if (fault?.kind === 'lose') return null;
    if (fault?.kind === 'reorder') taken.reverse();
    const delivery = this.#pack(taken);
    if (fault?.kind === 'double') delivery.copies += 1;
    if (fault?.kind !== 'delay') return delivery;
    delivery.dueAtMs += fault.delayMs ?? 60 * SECOND_MS;
    this.#late.push(delivery);
    return null;
  }

  /** Takes up to a hundred events, or a megabyte, off the waiting list. */
  #cut(): WebhookEvent[] {
    const { knobs } = this.#parts;
    const taken: WebhookEvent[] = [];
    let bytes = 2;
    for (const event of this.#state.pending) {
      if (!knobs.webhookMixRealms && event.realmId !== this.#state.pending[0]?.realmId) break;
      bytes +=
        JSON.stringify(toCloudEvent(event, knobs.webhookVoidVerb, knobs.webhookPadBytes)).length +
        1;
      if (taken.length >= knobs.webhookMaxEvents || (bytes > MEGABYTE && taken.length > 0)) break;
      taken.push(event);
    }
    this.#state.pending.splice(0, taken.length);
    if (knobs.webhookReorder) taken.reverse();
    return taken;
  }

  #pack(taken: WebhookEvent[]): Delivery {
    const { knobs, clock } = this.#parts;
    return {
      body: this.#write(taken),
      events: taken.length,
      attempts: 0,
      dueAtMs: clock.now(),
      copies: knobs.webhookDuplicates,
    };
  }

  #write(events: WebhookEvent[]): string {
    const { knobs } = this.#parts;
    if (knobs.webhookFormat === 'legacy') return JSON.stringify(toLegacyBody(events));
    return JSON.stringify(
      events.map((event) => toCloudEvent(event, knobs.webhookVoidVerb, knobs.webhookPadBytes)),
    );
  }

  #signature(bytes: Buffer): Record<string, string> {
    const { knobs, verifierToken } = this.#parts;
    if (knobs.webhookSignature === 'missing') return {};
    const key = knobs.webhookSignature === 'wrong' ? `${verifierToken}-wrong` : verifierToken;
    return { 'intuit-signature': signBody(bytes, key) };
  }

  async #post(
    body: string,
    signature?: string,
    delivery?: Delivery,
  ): Promise<number | 'timeout' | 'unreachable'> {
    const bytes = Buffer.from(body);
    const signed =
      signature === undefined ? this.#signature(bytes) : { 'intuit-signature': signature };
    const limit = AbortSignal.timeout(this.#parts.knobs.webhookTimeoutMs);
    const signal = AbortSignal.any([limit, this.#closing.signal]);
    const status = await postBytes(this.#state.url ?? '', bytes, signed, signal);
    const at = new Date(this.#parts.clock.now()).toISOString();
    this.history.push({
      at,
      status,
      events: delivery?.events ?? 0,
      attempt: delivery?.attempts ?? 1,
      body,
    });
    if (this.history.length > REMEMBERED) this.history.shift();
    return status;
  }
}

async function postBytes(
  url: string,
  body: Buffer,
  signed: Record<string, string>,
  signal: AbortSignal,
): Promise<number | 'timeout' | 'unreachable'> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Any redirect counts as a failure, so it is not followed.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'intuit_notification_server/1.0',
        ...signed,
      },
      body: new Uint8Array(body),
      signal,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    // Refused, reset or too late: to the retry schedule it is all the same.
    return isTimeout(signal) ? 'timeout' : 'unreachable';
  }
}

function isTimeout(signal: AbortSignal): boolean {
  return signal.aborted && (signal.reason as { name?: string }).name === 'TimeoutError';
}
