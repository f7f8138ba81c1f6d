import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What the server does at one point: answers with this text, or ends or keeps the connection in the way named. */
export type Move = string | typeof close | typeof reset | typeof silence | typeof trickle;
export const close = Symbol('closes the connection');
export const reset = Symbol('resets the connection');
export const silence = Symbol('says nothing');
export const trickle = Symbol('begins an answer and never ends it');

export interface Script {
  greeting?: Move;
  hello?: Move;
  auth?: Move;
  mail?: Move;
  rcpt?: Move;
  data?: Move;
  /** Once the first bytes of the message have come. */
  body?: Move;
  /** After the final dot. */
  end?: Move;
}

/** An SMTP server that follows a script word by word, for answers no well-behaved server gives on demand. */
export async function startScriptedServer(
  script: Script,
): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    talk(socket, script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function talk(socket: Socket, script: Script): void {
  let text = '';
  let inBody = false;
  make(socket, script.greeting ?? '220 ready');
  socket.on('data', (chunk) => {
    text += String(chunk);
    if (inBody) {
      if (script.body !== undefined) return make(socket, script.body);
      if (!text.endsWith('\r\n.\r\n')) return;
      inBody = false;
      text = '';
      return make(socket, script.end ?? '250 2.0.0 Ok: queued as ABC123');
    }
    const lines = text.split('\r\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      inBody = line.toUpperCase() === 'DATA' && String(script.data ?? '354').startsWith('354');
      make(socket, moveFor(line, script));
    }
  });
}

function moveFor(line: string, script: Script): Move {
  switch (line.slice(0, 4).toUpperCase()) {
    case 'EHLO':
      return script.hello ?? '250-scripted\r\n250 SIZE 5000000';
    case 'AUTH':
      return script.auth ?? '235 Ok';
    case 'MAIL':
      return script.mail ?? '250 2.1.0 Ok';
    case 'RCPT':
      return script.rcpt ?? '250 2.1.5 Ok';
    case 'DATA':
      return script.data ?? '354 go on';
    case 'QUIT':
      return '221 bye';
    default:
      return '250 Ok';
  }
}

function make(socket: Socket, move: Move): void {
  if (typeof move === 'string') return void socket.write(`${move}\r\n`);
  if (move === close) return void socket.end();
  if (move === reset) return void socket.resetAndDestroy();
  if (move === trickle) {
    const timer = setInterval(() => socket.write('250-please wait\r\n'), 20);
    socket.once('close', () => clearInterval(timer));
  }
}
