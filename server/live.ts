import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { liveTopics, type LiveTopic } from '../domain/api/endpoints.ts';
import type { OrganisationId } from '../domain/ids.ts';

type Listener = (topic: LiveTopic) => void;

/** What changed, as it is announced by any process; one listening connection per process, however many browsers look. */
export interface LiveFeed {
  /** Calls the listener for every topic of that organisation; returns how to stop. */
  subscribe(organisationId: OrganisationId, listener: Listener): () => void;
  close(): Promise<void>;
}

const SLOWEST_RETRY_MS = 10_000;

/** Listens on the database at `url`. After a lost connection every browser is told to read everything again. */
export async function openLiveFeed(url: string, log: Logger): Promise<LiveFeed> {
  const listeners = new Map<string, Set<Listener>>();
  let client = await listen(url, onPayload, onLost);
  let closed = false;

  function onPayload(payload: string) {
    const [organisationId = '', topic] = payload.split(' ');
    const known = liveTopics.find((one) => one === topic);
    if (known) listeners.get(organisationId)?.forEach((listener) => listener(known));
  }

  function onLost(error: Error | undefined) {
    if (closed) return;
    log.warn({ code: 'live.lost', message: error?.message }, 'live feed lost its connection');
    void reconnect();
  }

  async function reconnect() {
    for (let waitMs = 250; !closed; waitMs = Math.min(waitMs * 2, SLOWEST_RETRY_MS)) {
      await pause(waitMs, undefined, { ref: false });
      try {
        client = await listen(url, onPayload, onLost);
        if (closed) return await client.end();
        return tellAll();
      } catch (error) {
        log.warn({ err: error, code: 'live.unreachable' }, 'live feed cannot reach the database');
      }
    }
  }

  /** Whatever was announced while nobody listened is unknown. */
  function tellAll() {
    for (const set of listeners.values()) {
      for (const listener of set) liveTopics.forEach((topic) => listener(topic));
    }
  }

  return {
    subscribe(organisationId, listener) {
      const set = listeners.get(organisationId) ?? new Set();
      listeners.set(organisationId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(organisationId) === set)
          listeners.delete(organisationId);
      };
    },
    async close() {
      closed = true;
      await client.end();
    },
  };
}

async function listen(
  url: string,
  onPayload: (payload: string) => void,
  onLost: (error: Error | undefined) => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'dunlin-live',
    keepAlive: true,
  });
  let told = false;
  const lost = (error?: Error) => {
    if (!told) onLost(error);
    told = true;
  };
  await client.connect();
  client.on('notification', ({ payload }) => onPayload(payload ?? ''));
  client.on('error', lost);
  client.on('end', () => lost());
  await client.query('listen live');
  return client;
}
