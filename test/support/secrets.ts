import { Secrets } from '../../server/secrets.ts';

/** The same for every database of a test run, so that a cloned one opens. */
export const testSecrets = (): Secrets => new Secrets(['a master secret for tests only']);
