import { changeTask } from '../services/tasks/change.ts';
import { listTaskPage } from '../services/tasks/list.ts';
import { route, type Api } from './route.ts';

export function taskRoutes(api: Api): void {
  route(api, 'GET /o/:org/tasks', ({ ctx, member, query }) => listTaskPage(ctx, member, query));
  route(api, 'PATCH /o/:org/tasks/:task', ({ ctx, member, params, body }) =>
    changeTask(ctx, member, params.task, body),
  );
}
