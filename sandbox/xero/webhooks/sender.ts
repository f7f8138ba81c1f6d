import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { DeliveryFaults } from '../../kit/delivery-faults.ts';
import type { Urls } from '../urls.ts';
import type { Knobs } from '../knobs.ts';
import type { Change, WebhookEvent } from './event.ts';
import { showEvent } from './event.ts';
import type { PostAnswer, Signature } from './post.ts';
import { postSigned } from './post.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const RETRY_MS = 15 * MINUTE_MS;
/** After a day of failures the subscription is switched off; events are kept a month (facts: Xero 6.4). */
const GIVE_UP_MS = DAY_MS;
const KEPT_MS = 31 * DAY_MS;
const REMEMBERED = 200;

export type SubscriptionStatus = 'none' | 'intent-required' | 'active' | 'disabled';

/** A body on its way. Its bytes never change. */
interface Delivery {
  body: string;
  events: number;
  attempts: number;
  firstAtMs: number;
  dueAtMs: number;
  copies: number;
}

interface DeliveryRecord {
  at: string;
  status: PostAnswer['status'];
  events: number;
  attempt: number;
  signature: 'good' | 'wrong' | 'missing' | 'given';
  body: string;
}

export interface SenderState {
  url: string | null;
  status: SubscriptionStatus;
  sequence: number;
  pending: WebhookEvent[];
  current: Delivery | null;
  /** Held back by a fault; each leaves when its time has come. */
  late: Delivery[];
}

interface SenderParts {
  clock: Clock;
  knobs: Knobs;
  key: string;
  urls: Urls;
  isConnected: (tenantId: string) => boolean;
  onChange: () => void;
}

/** Sends signed webhooks one body at a time, after the receiver has shown its intent to receive (facts: Xero 6). */
export class WebhookSender {
  readonly #parts: SenderParts;
  readonly history: DeliveryRecord[] = [];
  readonly faults = new DeliveryFaults();
  #state: SenderState = {
    url: null,
    status: 'none',
    sequence: 0,
    pending: [],
    current: null,
    late: [],
  };
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #gatheredAtMs = 0;
  #asked: Promise<boolean> | undefined;
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

  /** A new address must first show its intent to receive. */
  setUrl(url: string | null): void {
    const isSame = url === this.#state.url && this.#state.status === 'active';
    this.#state.url = url;
    if (url === null) this.#state.status = 'none';
    else if (!isSame)
      this.#state.status = this.#parts.knobs.webhookHandshake ? 'intent-required' : 'active';
    this.#parts.onChange();
    this.#plan();
  }

  raise(change: Change): void {
    const { knobs, clock, isConnected } = this.#parts;
    if (knobs.webhooks === 'off' || this.#state.url === null) return;
    if (!knobs.webhookCategories.includes(change.category)) return;
    if (knobs.webhookOnlyConnected && !isConnected(change.tenantId)) return;
    if (this.#state.pending.length === 0) this.#gatheredAtMs = Date.now();
    this.#state.pending.push({ ...change, atMs: clock.now() });
    this.#plan();
  }

  /**
   * The intent to receive: bodies without events, one signed right and three wrong, sequences 0. Every one must get its code,
   * without body or cookie. Answers whether it passed.
   */
  async handshake(): Promise<boolean> {
    this.#asked ??= this.#askIntent().finally(() => {
      this.#asked = undefined;
      this.#plan();
    });
    return this.#asked;
  }

  async #askIntent(): Promise<boolean> {
    const rounds: Signature[] = ['wrong', 'good', 'missing', 'wrong'];
    let isFine = true;
    for (const signature of rounds) {
      const body = this.#bodyOf([], 0);
      const { status, isChatty } = await this.#post(body, signature, 0, 1);
      isFine &&= status === (signature === 'good' ? 200 : 401) && !isChatty;
    }
    if (this.#state.url === null) return false;
    this.#state.status = isFine ? 'active' : 'intent-required';
    const { current } = this.#state;
    const nowMs = this.#parts.clock.now();
    // What failed before the subscription was switched off leaves first, and has a day again.
    if (isFine && current)
      Object.assign(current, { attempts: 0, firstAtMs: nowMs, dueAtMs: nowMs });
    this.#parts.onChange();
    return isFine;
  }

  /** Posts a body exactly as given, for receivers' tests of odd content. */
  async sendRaw(body: string, signature?: string): Promise<PostAnswer['status']> {
    if (this.#state.url === null) throw new Error('no webhook URL is set');
    const how = signature === undefined ? this.#parts.knobs.webhookSignature : { text: signature };
    return (await this.#post(body, how, 0, 1)).status;
  }

  /** Sends what waits now, without the gather delay; resolves when nothing can leave any more. */
  async flush(): Promise<void> {
    this.#gatheredAtMs = 0;
    await this.#sending;
    if (this.#state.status === 'intent-required') await this.handshake();
    while (this.#isDue()) await this.#run();
  }

  /** Sends the last bodies that were accepted once more, in their order. */
  async replay(count: number): Promise<number> {
    const accepted = this.history.filter(({ events, status }) => events > 0 && status === 200);
    const again = accepted.slice(-count);
    for (const { body, events } of again)
      await this.#post(body, this.#parts.knobs.webhookSignature, events, 1);
    return again.length;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#sending;
    await this.#asked;
  }

  #isDue(): boolean {
    if (this.#closing.signal.aborted || this.#state.status !== 'active') return false;
    return this.#waitMs() <= 0;
  }

  /** Infinity when nothing waits. */
  #waitMs(): number {
    const { current, late, pending } = this.#state;
    const nowMs = this.#parts.clock.now();
    if (current) return current.dueAtMs - nowMs;
    const waits = late.map(({ dueAtMs }) => dueAtMs - nowMs);
    const { webhookGatherMs } = this.#parts.knobs;
    if (pending.length > 0) waits.push(this.#gatheredAtMs + webhookGatherMs - Date.now());
    return Math.min(...waits);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#closing.signal.aborted || this.#sending || this.#asked) return;
    if (this.#state.status === 'intent-required') return this.#planHandshake();
    if (this.#state.status !== 'active') return;
    const dueInMs = this.#waitMs();
    if (dueInMs === Number.POSITIVE_INFINITY) return;
    this.#after(Math.min(Math.max(dueInMs, 0), HOUR_MS), () => {
      if (this.#isDue()) void this.#run();
      else this.#plan();
    });
  }

  #planHandshake(): void {
    const { webhookHandshakeRetryMs: waitMs } = this.#parts.knobs;
    if (waitMs > 0) this.#after(waitMs, () => void this.handshake());
  }

  #after(waitMs: number, action: () => void): void {
    this.#timer = setTimeout(action, waitMs);
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
    this.#forgetOld();
    const delivery = (this.#state.current ??= this.#takeLate() ?? this.#strike(this.#cut()));
    if (!delivery) return this.#parts.onChange();
    delivery.attempts += 1;
    const { webhookSignature } = this.#parts.knobs;
    const { status } = await this.#post(
      delivery.body,
      webhookSignature,
      delivery.events,
      delivery.attempts,
    );
    if (typeof status !== 'number' || status < 200 || status > 299) this.#postpone(delivery);
    else if (delivery.copies > 0) delivery.copies -= 1;
    else this.#state.current = null;
    this.#parts.onChange();
  }

  /** Once more at once, then every fifteen minutes; after a day the subscription is switched off. */
  #postpone(delivery: Delivery): void {
    const nowMs = this.#parts.clock.now();
    const scale = this.#parts.knobs.webhookRetryScale;
    if (nowMs - delivery.firstAtMs >= GIVE_UP_MS * scale) this.#state.status = 'disabled';
    delivery.dueAtMs = delivery.attempts === 1 ? nowMs : nowMs + RETRY_MS * scale;
  }

  #forgetOld(): void {
    const oldestMs = this.#parts.clock.now() - KEPT_MS;
    this.#state.pending = this.#state.pending.filter(({ atMs }) => atMs >= oldestMs);
  }

  #takeLate(): Delivery | undefined {
    const nowMs = this.#parts.clock.now();
    const due = this.#state.late.findIndex(({ dueAtMs }) => dueAtMs <= nowMs);
    return due < 0 ? undefined : this.#state.late.splice(due, 1)[0];
  }

  /** Lets a planned fault have this delivery; null when there is nothing to send now. */
  #strike(taken: WebhookEvent[]): Delivery | null {
    if (taken.length === 0) return null;
    const fault = this.faults.take();
    if (fault?.kind === 'lose') return null;
    if (fault?.kind === 'reorder') taken.reverse();
    const delivery = this.#pack(taken);
    if (fault?.kind === 'double') delivery.copies += 1;
    if (fault?.kind !== 'delay') return delivery;
    delivery.dueAtMs += fault.delayMs ?? MINUTE_MS;
    this.#state.late.push(delivery);
    return null;
  }

  #cut(): WebhookEvent[] {
    const { knobs } = this.#parts;
    const [first] = this.#state.pending;
    const taken: WebhookEvent[] = [];
    for (const event of this.#state.pending) {
      if (!knobs.webhookMixTenants && event.tenantId !== first?.tenantId) break;
      if (taken.length >= knobs.webhookMaxEvents) break;
      taken.push(event);
    }
    this.#state.pending.splice(0, taken.length);
    if (knobs.webhookReorder) taken.reverse();
    return taken;
  }

  #pack(taken: WebhookEvent[]): Delivery {
    const first = this.#state.sequence + 1;
    this.#state.sequence += taken.length;
    const nowMs = this.#parts.clock.now();
    return {
      body: this.#bodyOf(taken, first),
      events: taken.length,
      attempts: 0,
      firstAtMs: nowMs,
      dueAtMs: nowMs,
      copies: this.#parts.knobs.webhookDuplicates,
    };
  }

  /** The body of facts 6.1; a handshake has no events and sequences of 0. */
  #bodyOf(events: readonly WebhookEvent[], first: number): string {
    const { knobs, urls } = this.#parts;
    const spelling = {
      api: urls.api,
      typeCase: knobs.webhookTypeCase,
      withoutId: knobs.webhookUrlWithoutId,
    };
    return JSON.stringify({
      events: events.map((event) => showEvent(event, spelling)),
      firstEventSequence: first,
      lastEventSequence: events.length === 0 ? 0 : first + events.length - 1,
      entropy: randomBytes(20).toString('base64url').slice(0, 20).toUpperCase(),
    });
  }

  async #post(
    body: string,
    signature: Signature,
    events: number,
    attempt: number,
  ): Promise<PostAnswer> {
    const limit = AbortSignal.timeout(this.#parts.knobs.webhookTimeoutMs);
    const signal = AbortSignal.any([limit, this.#closing.signal]);
    const url = this.#state.url ?? '';
    const answer = await postSigned({ url, body, key: this.#parts.key, signature, signal });
    this.history.push({
      at: new Date(this.#parts.clock.now()).toISOString(),
      status: answer.status,
      events,
      attempt,
      signature: typeof signature === 'object' ? 'given' : signature,
      body,
    });
    if (this.history.length > REMEMBERED) this.history.shift();
    return answer;
  }
}
