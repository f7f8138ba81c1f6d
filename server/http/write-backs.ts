import { listWriteBackPage } from '../services/write-back/list.ts';
import { undoWriteBack } from '../services/write-back/undo.ts';
import { route, type Api } from './route.ts';

export function writeBackRoutes(api: Api): void {
  route(api, 'GET /o/:org/write-backs', ({ ctx, member, query }) =>
    listWriteBackPage(ctx, member, query),
  );
  route(api, 'POST /o/:org/write-backs/:writeBack/undo', ({ ctx, member, params }) =>
    undoWriteBack(ctx, member, params.writeBack),
  );
}
