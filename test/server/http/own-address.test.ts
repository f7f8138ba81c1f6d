import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';

describe('a page opened under another name', () => {
  let database: TestDatabase;
  let app: RunningApp;

  beforeAll(async () => {
    database = await openTestDatabase();
    app = await startApp(database);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it.each([
    ['/', '/'],
    ['/o/1/invoices?status=due', '/o/1/invoices?status=due'],
    ['/connect/stand-in/start?intent=connect', '/connect/stand-in/start?intent=connect'],
    ['//evil.example/x', '/evil.example/x'],
    ['/\\evil.example', '/evil.example'],
  ])('%s goes to our own address', async (path, wanted) => {
    const answer = await get(app.url, path, { host: 'localhost:1', 'sec-fetch-mode': 'navigate' });
    expect(answer).toEqual({ status: 302, location: `${app.url}${wanted}` });
  });

  it('leaves calls of programs alone, whatever name they use', async () => {
    const answer = await get(app.url, '/api/v1/systems', { host: 'localhost:1' });
    expect(answer.status).toBe(200);
  });

  it('leaves a page under its own name alone', async () => {
    const answer = await get(app.url, '/', {
      host: new URL(app.url).host,
      'sec-fetch-mode': 'navigate',
    });
    expect(answer.status).toBe(200);
  });
});

/** `fetch` does not let a test name the host. */
function get(
  base: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; location: string | undefined }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, location: answer.headers.location });
    });
    call.once('error', reject);
    call.end();
  });
}
