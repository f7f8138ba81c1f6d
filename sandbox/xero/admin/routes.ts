import type { Express } from 'express';
import { addAdminRoutes as addRoutes } from '../../kit/admin/routes.ts';
import { ApiFault } from '../api/faults.ts';
import { Invalid } from '../books/problems.ts';
import type { Admin } from './admin.ts';
import { actions } from './admin.ts';

export function addAdminRoutes(app: Express, admin: Admin): void {
  addRoutes(app, admin, actions, (error) => {
    if (error instanceof Invalid)
      return { status: 400, body: { error: error.message, messages: error.messages } };
    if (error instanceof ApiFault) return { status: error.status, body: { error: error.body } };
    return null;
  });
}
