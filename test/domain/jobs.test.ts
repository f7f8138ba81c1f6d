import { describe, expect, it } from '@jest/globals';
import { jobs, queueNames, type JobName } from '../../domain/jobs.ts';

const organisationId = '6f6d3a52-6c0e-4d0e-9a55-5c2f6f3b7a10';
const deliveryId = '0f6f1c52-6c0e-4d0e-9a55-5c2f6f3b7a10';

describe('job payloads', () => {
  it.each<[JobName, unknown]>([
    ['sync.import', { organisationId }],
    ['records.sync', {}],
    ['sync.check', { organisationId }],
    ['reminders.plan', { organisationId, scope: 'everything' }],
    ['delivery.send', { organisationId: 'not an id', deliveryId }],
  ])('%s refuses %j', (name, payload) => {
    expect(jobs[name].payload.safeParse(payload).success).toBe(false);
  });

  it('carries ids only: whatever else is put in falls out', () => {
    const given = { organisationId, deliveryId, email: 'ap@birchline.example' };
    expect(jobs['delivery.send'].payload.parse(given)).toEqual({ organisationId, deliveryId });
  });

  it('names every queue that a job uses', () => {
    const used = new Set(Object.values(jobs).map((job) => job.queue));
    expect([...used].sort()).toEqual([...queueNames].sort());
  });
});
