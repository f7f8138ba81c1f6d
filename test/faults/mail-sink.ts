import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailSink {
  port: number;
  /** How often a whole message of each delivery arrived, whether or not its sender heard the answer. */
  counts: ReadonlyMap<string, number>;
  arrived(): number;
  close(): Promise<void>;
}

/** A mail server that takes everything and counts by the header that names the delivery. A message cut off on its way has not arrived. */
export async function openMailSink(): Promise<MailSink> {
  const counts = new Map<string, number>();
  let arrived = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.once('end', () => {
        const key = deliveryIn(Buffer.concat(parts).toString('latin1'));
        counts.set(key, (counts.get(key) ?? 0) + 1);
        arrived += 1;
        answer(null, 'OK: queued');
      });
    },
  });
  // A sender that is killed leaves its connection broken: that is what the suite is for.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    counts,
    arrived: () => arrived,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const deliveryIn = (raw: string): string => /^X-Dunlin-Delivery: (\S+)/im.exec(raw)?.[1] ?? '';
