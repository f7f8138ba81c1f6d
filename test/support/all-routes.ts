import type { Context } from '../../server/services/context.ts';
import { createApi } from '../../server/http/api.ts';

export interface Route {
  method: string;
  /** Below `/api/v1`. */
  path: string;
}

/** What express keeps for each route; its types do not name the methods. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** Every route of the API, found by asking the router itself, so that none can be forgotten. */
export function allRoutes(ctx: Context): Route[] {
  const silent = { subscribe: () => () => undefined, close: () => Promise.resolve() };
  const layers = createApi(ctx, silent).router.stack as unknown as Layer[];
  return layers.flatMap(({ route }) =>
    route
      ? Object.keys(route.methods).map((name) => ({ method: name.toUpperCase(), path: route.path }))
      : [],
  );
}
