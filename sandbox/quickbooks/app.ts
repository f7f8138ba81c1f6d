import express from 'express';
import type { Express } from 'express';
import type { Admin } from './admin/admin.ts';
import { addAdminRoutes } from './admin/routes.ts';
import type { Box } from './box.ts';
import { addFileRoutes } from './data/files.ts';
import { addDataRoutes } from './data/routes.ts';
import { addIdentityRoutes } from './identity/routes.ts';
import { addPages } from './page/routes.ts';

export function createApp(box: Box, admin: Admin): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  addIdentityRoutes(app, box);
  addDataRoutes(app, box);
  addFileRoutes(app, box);
  addAdminRoutes(app, admin);
  addPages(app, box, admin);
  return app;
}
