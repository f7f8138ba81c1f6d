import type { Express } from 'express';
import { addAdminRoutes as addRoutes } from '../../kit/admin/routes.ts';
import { BusinessFault } from '../data/faults.ts';
import type { Admin } from './admin.ts';
import { actions } from './admin.ts';

export function addAdminRoutes(app: Express, admin: Admin): void {
  addRoutes(app, admin, actions, (error) =>
    error instanceof BusinessFault
      ? { status: error.status, body: { error: error.message, fault: error.fault } }
      : null,
  );
}
