import {
  createPostgresBackend,
  Queue,
  withBackend,
  Worker,
  type Job,
  type JobsOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { queueNames, type JobName, type QueueName } from '../domain/jobs.ts';
import { concurrency } from './policy.ts';

/** The queue carries nothing but the number of an outbox row. */
export interface Wake {
  outboxId: number;
}

export interface Queues {
  add(
    queue: QueueName,
    wakes: { name: JobName; outboxId: number; attempt: string }[],
  ): Promise<void>;
  /** Starts workers for all queues. */
  work(run: (wake: Wake) => Promise<void>): void;
  /** Stops taking jobs and finishes those that run. */
  close(): Promise<void>;
}

/** BullMQ on Redis when an address is given, else on PostgreSQL; the code that uses it does not know which. */
export function openQueues(options: {
  redisUrl?: string | undefined;
  databaseUrl: string;
  log: Logger;
  prefix?: string;
}): Queues {
  const backend = backendFor(options);
  const queues = new Map(queueNames.map((name) => [name, backend.queue(name)]));
  const workers: AnyWorker[] = [];
  for (const queue of queues.values()) queue.on('error', (error) => logLost(options.log, error));
  return {
    async add(queue, wakes) {
      await queues.get(queue)?.addBulk(
        wakes.map(({ name, outboxId, attempt }) => ({
          name,
          data: { outboxId },
          opts: {
            jobId: `${outboxId}-${attempt}`,
            attempts: 1,
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    },
    work(run) {
      for (const name of queueNames) {
        const worker = backend.worker(name, (job) => run(job.data));
        worker.on('error', (error) => logLost(options.log, error));
        workers.push(worker);
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

/** The part of BullMQ's queue and worker that is the same on both stores. */
interface AnyQueue {
  addBulk(jobs: { name: JobName; data: Wake; opts: JobsOptions }[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
type AnyWorker = Pick<AnyQueue, 'on' | 'close'>;
type Process = (job: Job<Wake>) => Promise<void>;

interface Backend {
  queue(name: QueueName): AnyQueue;
  worker(name: QueueName, process: Process): AnyWorker;
  close(): Promise<void>;
}

/** Stalled jobs may come back any number of times: the outbox decides whether there is work left, not the queue. */
const workerDefaults = { maxStalledCount: 1000, lockDuration: 60_000, stalledInterval: 15_000 };

function backendFor(options: {
  redisUrl?: string | undefined;
  databaseUrl: string;
  prefix?: string;
}): Backend {
  if (!options.redisUrl) return postgresBackend(options.databaseUrl);
  return redisBackend(options.redisUrl, options.prefix ?? 'dunlin');
}

function postgresBackend(connectionString: string): Backend {
  const bull = withBackend(createPostgresBackend);
  const connection = { connectionString, max: 4, schema: 'bullmq' };
  return {
    queue: (name) => new bull.Queue<Wake>(name, { connection }),
    worker: (name, process) =>
      new bull.Worker<Wake>(name, (job) => process(job as unknown as Job<Wake>), {
        connection,
        ...workerDefaults,
        concurrency: concurrency[name],
      }),
    close: () => Promise.resolve(),
  };
}

function redisBackend(redisUrl: string, prefix: string): Backend {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  return {
    queue: (name) => new Queue<Wake>(name, { connection, prefix }),
    worker: (name, process) =>
      new Worker<Wake>(name, process, {
        connection,
        prefix,
        ...workerDefaults,
        concurrency: concurrency[name],
      }),
    close: async () => {
      await connection.quit();
    },
  };
}

function logLost(log: Logger, error: Error): void {
  log.warn(
    { code: 'queue.unreachable', message: error.message },
    'queue store did not answer; rows wait in the outbox',
  );
}
