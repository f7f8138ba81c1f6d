import express from 'express';
import type { Express } from 'express';
import type { Admin } from './admin/admin.ts';
import { addAdminRoutes } from './admin/routes.ts';
import { addAccountingRoutes } from './api/routes.ts';
import type { Box } from './box.ts';
import { addIdentityRoutes } from './identity/routes.ts';
import { addPages } from './page/routes.ts';

export function createApp(box: Box, admin: Admin): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  addIdentityRoutes(app, box);
  addAccountingRoutes(app, box);
  addAdminRoutes(app, admin);
  addPages(app, box, admin);
  return app;
}
