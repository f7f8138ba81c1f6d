import type { OrganisationJson } from '../../domain/api/organisations.ts';

type Role = OrganisationJson['role'];

/** Who may what (ux 3.3). The server decides; this only keeps controls that would be refused off the screen. */
export const mayEdit = (role: Role) => role !== 'viewer';
export const mayRun = (role: Role) => role === 'owner' || role === 'admin';
