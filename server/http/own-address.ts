import type { RequestHandler } from 'express';
import type { Context } from '../services/context.ts';

/**
 * Sends people who came by another name (127.0.0.1 for localhost, a bare address for the public one) to Dunlin's own address: cookies
 * belong to a name, and the consent page sends people back to ours. Only for pages that a person opens.
 */
export function ownAddress(ctx: Context): RequestHandler {
  const { host } = new URL(ctx.settings.baseUrl);
  return (request, response, next) => {
    const isPage = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
    if (!isPage || request.headers.host === host) return next();
    response.redirect(302, new URL(pathOf(request.originalUrl), ctx.settings.baseUrl).toString());
  };
}

/** A path that cannot be read as another host's address (`//evil`, `/\evil`). */
function pathOf(url: string): string {
  return `/${url.replace(/^[/\\]+/, '')}`;
}
