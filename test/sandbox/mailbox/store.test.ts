import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { send, withMailbox } from './support.ts';

describe('the folder of the mailbox', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mailbox-test-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('survives a restart, with ids that go on', async () => {
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'one' });
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'two' });
    });
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'three' });
      const messages = await mailbox.messages();
      expect(messages.map(({ id, subject }) => [id, subject])).toEqual([
        ['3', 'three'],
        ['2', 'two'],
        ['1', 'one'],
      ]);
      expect(await mailbox.message('1')).toMatchObject({ subject: 'one', text: 'hello\n' });
    });
  });

  it('leaves out a line of the index that a crash cut short', async () => {
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'whole' });
    });
    await appendFile(join(dataDir, 'index.jsonl'), '{"id":"2","subj');
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'next' });
    });
    await withMailbox({ dataDir }, async (mailbox) => {
      const subjects = (await mailbox.messages()).map(({ subject }) => subject);
      expect(subjects).toEqual(['next', 'whole']);
    });
  });

  it('is empty after clear, and no id comes back after a restart', async () => {
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example' });
      await mailbox.clear();
      expect(await mailbox.messages()).toEqual([]);
    });
    expect(await readdir(dataDir)).toEqual(['index.jsonl']);
    await withMailbox({ dataDir }, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example' });
      expect((await mailbox.messages()).map(({ id }) => id)).toEqual(['2']);
    });
  });
});
