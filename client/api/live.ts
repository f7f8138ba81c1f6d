import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EndpointKey, LiveTopic } from '../../domain/api/endpoints.ts';

const POLL_MS = 10_000;
/** Many events in one burst (a first import) become one refresh. */
const GATHER_MS = 500;

const readers: Record<LiveTopic, EndpointKey[]> = {
  sync: ['GET /o/:org', 'GET /o/:org/sync', 'GET /o/:org/sync/runs', 'GET /o/:org/activity'],
  invoices: [
    'GET /o/:org/upcoming',
    'GET /o/:org/invoices',
    'GET /o/:org/invoices/:invoice',
    'GET /o/:org/invoices/:invoice/why',
    'GET /o/:org/invoices/:invoice/silence',
    'GET /o/:org/silences',
    'GET /o/:org/activity',
    'GET /o/:org/rules',
    'GET /o/:org/rules/check',
    'GET /o/:org/rules/lookup',
    'POST /o/:org/rules/preview',
    'GET /o/:org/terms',
    'GET /o/:org/write-backs',
  ],
  rules: [
    'GET /o/:org/upcoming',
    'GET /o/:org/rules',
    'GET /o/:org/rules/:rule',
    'GET /o/:org/templates',
    'GET /o/:org/templates/choices',
    'GET /o/:org/templates/preview',
    'GET /o/:org/rules/:rule/versions',
    'GET /o/:org/rules/check',
    'GET /o/:org/rules/deleted',
    'GET /o/:org/rules/lookup',
    'GET /o/:org/invoices/:invoice/why',
    'GET /o/:org/activity',
  ],
  deliveries: [
    'GET /o/:org/sending-runs',
    'GET /o/:org/sending-runs/:run',
    'GET /o/:org/sending-runs/:run/problems',
    'GET /o/:org/upcoming',
    'GET /o/:org/invoices',
    'GET /o/:org/invoices/:invoice',
    'GET /o/:org/invoices/:invoice/why',
    'GET /o/:org/activity',
    'GET /o/:org/rules',
    'GET /o/:org/write-backs',
  ],
  organisation: [
    'GET /o/:org/upcoming',
    'GET /o/:org',
    'GET /o/:org/reminders',
    'GET /o/:org/sync',
    'GET /o/:org/sender',
    'GET /o/:org/write-backs',
    'GET /o/:org/activity',
    'GET /o/:org/rules',
  ],
  tasks: ['GET /o/:org/tasks', 'GET /o/:org/activity'],
};
const topics = Object.keys(readers) as LiveTopic[];

/** Keeps what is on screen fresh. `paused` while the stream is broken; then everything is read again every ten seconds. */
export function useLiveUpdates(org: string): 'live' | 'paused' {
  const client = useQueryClient();
  const [state, setState] = useState<'live' | 'paused'>('live');
  useEffect(() => openStream(org, client, setState), [org, client]);
  return state;
}

function openStream(org: string, client: QueryClient, tell: (state: 'live' | 'paused') => void) {
  const refresh = gather(client);
  let stream = connect();
  const poll = setInterval(() => {
    if (stream.readyState === EventSource.OPEN) return;
    topics.forEach(refresh);
    if (stream.readyState === EventSource.CLOSED) stream = connect();
  }, POLL_MS);

  function connect() {
    const source = new EventSource(`/api/v1/o/${encodeURIComponent(org)}/events`);
    let broken = false;
    source.onopen = () => {
      tell('live');
      if (broken) topics.forEach(refresh);
    };
    source.onerror = () => {
      broken = true;
      tell('paused');
    };
    for (const topic of topics) source.addEventListener(topic, () => refresh(topic));
    return source;
  }
  return () => {
    clearInterval(poll);
    stream.close();
  };
}

function gather(client: QueryClient) {
  const waiting = new Set<EndpointKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (topic: LiveTopic) => {
    readers[topic].forEach((key) => waiting.add(key));
    timer ??= setTimeout(() => {
      const keys = new Set<unknown>(waiting);
      waiting.clear();
      timer = undefined;
      void client.invalidateQueries(
        { predicate: ({ queryKey }) => keys.has(queryKey[0]) },
        { cancelRefetch: false },
      );
    }, GATHER_MS);
  };
}
