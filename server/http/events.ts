import type { Response } from 'express';
import type { Person } from '../db/people.ts';
import type { LiveFeed } from '../live.ts';
import type { Context } from '../services/context.ts';
import { enterOrganisation } from '../services/organisations/enter.ts';
import { memberGet, type Api } from './route.ts';

/** Shorter than the idle limit of common balancers (30 to 60 s). */
const HEARTBEAT_MS = 20_000;

/** `GET /o/:org/events`: names what changed, as server-sent events; the page then reads it again. */
export function eventRoutes(api: Api, live: LiveFeed): void {
  memberGet(api, '/events', ({ ctx, member, response }) => {
    open(response);
    const stop = live.subscribe(member.organisationId, (topic) => {
      response.write(`event: ${topic}\ndata: {}\n\n`);
    });
    const heartbeat = setInterval(
      () => void beat(ctx, response, member.organisationId),
      HEARTBEAT_MS,
    );
    response.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
    return Promise.resolve();
  });
}

function open(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // nginx would hold the stream back until its buffer is full.
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 3000\n\n');
}

/** Keeps the line open, and closes it for somebody who was removed from the organisation meanwhile. */
async function beat(ctx: Context, response: Response, organisationId: string): Promise<void> {
  try {
    await enterOrganisation(ctx, response.locals['person'] as Person, organisationId);
    response.write(': still here\n\n');
  } catch (error) {
    ctx.log.debug({ err: error, organisationId }, 'event stream ended');
    response.end();
  }
}
