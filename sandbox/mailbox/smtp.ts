import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { behaviourOf, createGreylist, replies } from './recipient-behaviour.ts';
import type { Store } from './store.ts';

export interface SmtpOptions {
  host: string;
  port: number;
  /** Announced as SIZE; anything bigger is answered with 552. */
  maxBytes: number;
  /** How long `slow@` lets the sender wait for its answer. */
  slowMs: number;
}

export interface SmtpSide {
  port: number;
  forgetGreylist(): void;
  close(): Promise<void>;
}

/** Receives mail without login or TLS: it stands on the own machine and lets nobody relay. */
export async function startSmtp(store: Store, options: SmtpOptions): Promise<SmtpSide> {
  const greylist = createGreylist();
  const sockets = new Map<number, Socket>();
  const stopWaiting = new AbortController();
  const receive = receiver(store, options.slowMs, stopWaiting.signal, (session) =>
    sockets.get(session.remotePort)?.destroy(),
  );
  const server = new SMTPServer({
    ...fixedOptions,
    size: options.maxBytes,
    onRcptTo: (to, session, answer) => answer(refusal(greylist, session, to.address)),
    onData: (stream, session, answer) => {
      receive(stream, session).then((text) => answer(null, text), answer);
    },
  });
  trackSockets(server, sockets);
  await listen(server, options);
  return {
    port: (server.server.address() as AddressInfo).port,
    forgetGreylist: () => greylist.clear(),
    async close() {
      stopWaiting.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

const fixedOptions: SMTPServerOptions = {
  name: 'mailbox.sandbox',
  banner: 'Sandbox mailbox',
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS', 'XCLIENT', 'XFORWARD'],
  hideDSN: false,
  disableReverseLookup: true,
  rejectOversized: true,
  logger: false,
};

function refusal(
  greylist: ReturnType<typeof createGreylist>,
  session: SMTPServerSession,
  to: string,
): Error | null {
  const behaviour = behaviourOf(to);
  if (behaviour === 'unknown') return replies.unknown();
  if (behaviour === 'full') return replies.full();
  if (behaviour === 'grey' && greylist.firstTime(senderOf(session), to)) return replies.grey();
  return null;
}

function receiver(
  store: Store,
  slowMs: number,
  stopWaiting: AbortSignal,
  hangUp: (session: SMTPServerSession) => void,
) {
  return async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const raw = await readAll(stream);
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const behaviours = new Set(to.map(behaviourOf));
    if (stream.sizeExceeded || behaviours.has('big')) throw replies.big();
    // The mail of slow@ is stored before the wait: a sender that gives up meanwhile must not believe that nothing arrived.
    const dropped = behaviours.has('drop');
    const outcome = dropped ? 'accepted without answer' : 'accepted';
    const message = await store.add({ raw, envelope: { from: senderOf(session), to }, outcome });
    if (dropped) hangUp(session);
    if (behaviours.has('slow')) await wait(slowMs, stopWaiting);
    return `2.0.0 Ok: queued as ${message.id}`;
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function senderOf(session: SMTPServerSession): string {
  return session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The session does not hand out its socket; the remote port names it while it is open. */
function trackSockets(server: SMTPServer, sockets: Map<number, Socket>): void {
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort;
    if (port === undefined) return;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  // A client that resets its connection is its own affair; the server goes on.
  server.on('error', () => undefined);
}

function listen(server: SMTPServer, { host, port }: SmtpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
