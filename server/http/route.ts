import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { endpoints, type EndpointKey, type Endpoints } from '../../domain/api/endpoints.ts';
import { Bug, Invalid } from '../../domain/errors.ts';
import type { Person } from '../db/people.ts';
import type { Context, Member } from '../services/context.ts';
import { enterOrganisation } from '../services/organisations/enter.ts';
import { ownPageOnly, signedIn } from './session.ts';

/** The JSON API while its routes are being bound. */
export interface Api {
  router: Router;
  ctx: Context;
  /** Keys that have a route. */
  bound: Set<EndpointKey>;
}

type ParamsOf<Key extends string> = Key extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<Rest>
  : Key extends `${string}:${infer Name}`
    ? Name
    : never;
type Parsed<K extends EndpointKey, Part extends 'query' | 'body'> = Endpoints[K] extends {
  [P in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** What a handler is given: validated, and by somebody who may be there. */
export interface Call<K extends EndpointKey> {
  ctx: Context;
  /** Null on the few routes that need no session. */
  person: K extends PublicKey ? null : Person;
  member: K extends `${string} /o/:org${string}` ? Member : null;
  params: Record<ParamsOf<K>, string>;
  query: Parsed<K, 'query'>;
  body: Parsed<K, 'body'>;
  request: Request;
  response: Response;
}

type Handler<K extends EndpointKey> = (call: Call<K>) => Promise<z.input<Endpoints[K]['response']>>;

type PublicKey = 'GET /systems';
const publicKeys: ReadonlySet<EndpointKey> = new Set<PublicKey>(['GET /systems']);

interface LooseEndpoint {
  query?: z.ZodType;
  body?: z.ZodType;
  response: z.ZodType;
}

/**
 * Binds one endpoint: session and own page, membership (404 otherwise), then validation, then the handler; the answer is checked and
 * cut to its schema. Throws Bug when the endpoint already has a route.
 */
export function route<K extends EndpointKey>(api: Api, key: K, handler: Handler<K>): void {
  if (api.bound.has(key)) throw new Bug('route.twice', `${key} is bound twice`);
  api.bound.add(key);
  const [method = '', path = ''] = key.split(' ');
  const endpoint: LooseEndpoint = endpoints[key];
  const guards = publicKeys.has(key) ? [] : [signedIn(api.ctx), ownPageOnly(api.ctx)];
  api.router[asMethod(method)](path, ...guards, async (request, response) => {
    const member = await memberOf(api.ctx, request, response);
    const call = {
      ctx: api.ctx,
      person: response.locals['person'] ?? null,
      member,
      params: request.params,
      query: endpoint.query && parse(endpoint.query, request.query, 'query'),
      body: endpoint.body && parse(endpoint.body, request.body, 'body'),
      request,
      response,
    };
    const answer = await handler(asCall<K>(call));
    response.json(endpoint.response.parse(answer));
  });
}

/** The member behind a request to `/o/:org/…`; null on other paths. Throws NotFound for somebody else's organisation. */
export async function memberOf(
  ctx: Context,
  request: Request,
  response: Response,
): Promise<Member | null> {
  const org = request.params['org'];
  if (typeof org !== 'string') return null;
  return enterOrganisation(ctx, response.locals['person'] as Person, org);
}

interface PageCall {
  ctx: Context;
  member: Member;
  params: Record<string, string>;
  request: Request;
  response: Response;
}

/** A GET below `/o/:org` whose answer is no JSON (a file, a stream): same session, same membership. */
export function memberGet(
  api: Api,
  path: string,
  handler: (call: PageCall) => Promise<void>,
): void {
  api.router.get(`/o/:org${path}`, signedIn(api.ctx), async (request, response) => {
    const member = await memberOf(api.ctx, request, response);
    if (!member) throw new Bug('route.no-member', 'the path names an organisation');
    const params = Object.fromEntries(
      Object.entries(request.params).map(([name, value]) => [name, String(value)]),
    );
    await handler({ ctx: api.ctx, member, params, request, response });
  });
}

function parse(schema: z.ZodType, given: unknown, part: 'query' | 'body'): unknown {
  const result = schema.safeParse(given ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code === 'custom' ? issue.message : issue.code,
    message: issue.message,
  }));
  throw new Invalid('request.invalid', `${part} is not valid`, issues);
}

const methods = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

function asMethod(name: string): (typeof methods)[keyof typeof methods] {
  if (name in methods) return methods[name as keyof typeof methods];
  throw new Bug('route.method', `unknown method ${name}`);
}

/** The fields follow the key by construction: path, guards and schemas above are all taken from it. */
function asCall<K extends EndpointKey>(call: object): Call<K> {
  return call as Call<K>;
}
