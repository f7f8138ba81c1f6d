import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SmtpGate {
  url: string;
  close(): Promise<void>;
}

/** Stands between a sender and the mail server; when the server's answer matches, it lets nothing through any more and calls `shut`. */
export async function openSmtpGate(
  to: string,
  answer: RegExp,
  shut: () => void,
): Promise<SmtpGate> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isShut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => isShut || upstream.write(bytes));
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    upstream.on('data', (bytes) => {
      isShut ||= answer.test(bytes.toString('latin1'));
      if (isShut) shut();
      else client.write(bytes);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
