import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything and keeps nothing: what sending costs is then the sender's own. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, answer) => {
    stream.resume().once('end', () => answer(null, 'OK: queued'));
  },
});
const listener = server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listening on ${(listener.address() as AddressInfo).port}\n`),
);
process.once('SIGTERM', () => process.exit(0));
