import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import packet, { type Answer, type DecodedPacket } from 'dns-packet';

/** What a name answers. `silent` never answers; `broken` answers SERVFAIL. A name that is not there is NXDOMAIN. */
export type Zone = Record<string, { TXT?: string[]; CNAME?: string } | 'silent' | 'broken'>;

export interface SandboxDns {
  /** `127.0.0.1:port`, as resolvers take it. */
  server: string;
  /** Replaces what names answer. Names are without a dot at the end. */
  setZone(zone: Zone): void;
  /** Questions so far, as `TXT name`. */
  asked(): string[];
  close(): Promise<void>;
}

const NXDOMAIN = 3;
const SERVFAIL = 2;
const TEXT_BYTES = 255;

/** A name server over UDP that knows the names it is told, and no others. */
export async function startSandboxDns(
  options: {
    port?: number;
    host?: string;
    zone?: Zone;
    /** JSON of a zone, read anew for each question; it wins over `zone`. */
    zoneFile?: string;
  } = {},
): Promise<SandboxDns> {
  const { port = 0, host = '127.0.0.1' } = options;
  let zone = lowered(options.zone ?? {});
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    const reply = answer(packet.decode(bytes), { ...zone, ...readZone(options.zoneFile) }, asked);
    if (reply) socket.send(reply, from.port, from.address);
  });
  socket.bind(port, host);
  await once(socket, 'listening');
  return {
    server: `${host}:${socket.address().port}`,
    setZone: (wanted) => (zone = lowered(wanted)),
    asked: () => [...asked],
    close: () => new Promise((closed) => socket.close(() => closed())),
  };
}

/** A file that is not there, or being written, is an empty zone. */
function readZone(file: string | undefined): Zone {
  if (file === undefined) return {};
  try {
    return lowered(JSON.parse(readFileSync(file, 'utf8')) as Zone);
  } catch {
    return {};
  }
}

function lowered(zone: Zone): Zone {
  return Object.fromEntries(Object.entries(zone).map(([name, one]) => [name.toLowerCase(), one]));
}

/** Null: no answer at all. */
function answer(query: DecodedPacket, zone: Zone, asked: string[]): Buffer | null {
  const question = query.questions?.[0];
  if (!question) return null;
  const name = question.name.toLowerCase();
  asked.push(`${question.type} ${name}`);
  const known = zone[name];
  if (known === 'silent') return null;
  const code = known === undefined ? NXDOMAIN : known === 'broken' ? SERVFAIL : 0;
  const answers = typeof known === 'object' ? answersOf(name, question.type, known) : [];
  const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code;
  const { id = 0, questions = [] } = query;
  return packet.encode({ type: 'response', id, flags, questions, answers });
}

function answersOf(
  name: string,
  type: string,
  { TXT = [], CNAME }: { TXT?: string[]; CNAME?: string },
): Answer[] {
  const ttl = 60;
  if (type === 'CNAME' && CNAME !== undefined) return [{ type: 'CNAME', name, ttl, data: CNAME }];
  if (type !== 'TXT') return [];
  return TXT.map((text) => ({ type: 'TXT', name, ttl, data: inPieces(text) }));
}

/** One text is many strings of at most 255 bytes, which the reader joins. */
function inPieces(text: string): string[] {
  const count = Math.max(1, Math.ceil(text.length / TEXT_BYTES));
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * TEXT_BYTES, (index + 1) * TEXT_BYTES),
  );
}
