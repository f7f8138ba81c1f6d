import { Forbidden } from '../../domain/errors.ts';
import type { Member } from './context.ts';

/** What a role may do (ux 3.3). Seeing needs membership only. */
const roles = {
  'edit-rules': ['owner', 'admin', 'member'],
  'edit-customers': ['owner', 'admin', 'member'],
  'switch-reminders': ['owner', 'admin'],
  'edit-organisation': ['owner', 'admin'],
  'connect-books': ['owner', 'admin'],
  sync: ['owner', 'admin', 'member'],
} as const satisfies Record<string, readonly Member['role'][]>;

export type Permission = keyof typeof roles;

/** First line of every service that changes something. Throws Forbidden. */
export function assertMay(member: Member, permission: Permission): void {
  if (!(roles[permission] as readonly string[]).includes(member.role))
    throw new Forbidden(`may-not.${permission}`, 'this role may not do that');
}

/** The member as the activity log names them. */
export function actorOf(member: Member) {
  return { kind: 'person' as const, name: member.name, personId: member.personId };
}
