import { Forbidden } from '../../../domain/errors.ts';
import type { Member } from '../context.ts';

/** Who may do what (ux 3.3). */
const allowed = {
  read: ['owner', 'admin', 'member', 'viewer'],
  /** Send, mute, edit rules and templates, languages of customers, sync now. */
  work: ['owner', 'admin', 'member'],
  /** Master switch, settings, write-back, connect and disconnect the books. */
  run: ['owner', 'admin'],
} as const satisfies Record<string, readonly Member['role'][]>;

export type Right = keyof typeof allowed;

export function mayRole(role: Member['role'], right: Right): boolean {
  const roles: readonly Member['role'][] = allowed[right];
  return roles.includes(role);
}

/** First line of every service that a person starts. Throws Forbidden. */
export function assertMay(member: Member, right: Right): void {
  if (!mayRole(member.role, right)) {
    throw new Forbidden(`role.${right}`, `${member.role} may not ${right}`);
  }
}
