import { Agent, request } from 'node:http';

export interface Post {
  body: Buffer;
  headers: Record<string, string>;
}

export interface LoadResult {
  sent: number;
  answered: number;
  /** Milliseconds from the moment a post was due until its answer was complete, lowest first. */
  tookMs: number[];
}

const TICK_MS = 10;
const ANSWER_LIMIT_MS = 10_000;

/**
 * Sends the posts at a steady rate, whether or not earlier ones were answered. Time runs from when a post was due, so a server that
 * stalls cannot hide what waits behind it.
 */
export async function postAtRate(
  url: string,
  posts: Post[],
  perSecond: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const result: LoadResult = { sent: 0, answered: 0, tookMs: [] };
  const answers: Promise<void>[] = [];
  const start = performance.now();
  while (answers.length < posts.length) {
    const due = Math.min(posts.length, ((performance.now() - start) / 1000) * perSecond);
    while (answers.length < due) {
      const post = posts[answers.length];
      if (!post) break;
      const dueAt = start + (answers.length / perSecond) * 1000;
      answers.push(sendOne(url, post, agent).then((isOk) => note(result, dueAt, isOk)));
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(answers);
  agent.destroy();
  result.tookMs.sort((a, b) => a - b);
  return result;
}

function note(result: LoadResult, dueAt: number, isOk: boolean): void {
  result.sent += 1;
  if (isOk) result.answered += 1;
  result.tookMs.push(performance.now() - dueAt);
}

function sendOne(url: string, { body, headers }: Post, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', agent, headers, timeout: ANSWER_LIMIT_MS });
    outgoing.once('response', (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode === 200));
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(false));
    outgoing.end(body);
  });
}

/** The smallest time that this share of all posts did not exceed. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
