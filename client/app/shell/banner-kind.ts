import type { OrganisationJson, SyncJson } from '../../../domain/api/organisations.ts';

export type BannerKind =
  | 'disconnected'
  | 'lost'
  | 'paused'
  | 'stopped'
  | 'off'
  | 'stale-sync'
  | 'stale-payments'
  | 'ends-soon'
  | 'native';

type Freshness = SyncJson['freshness'];

/** The one thing to say, the most serious first (ux 3.2): what stops all sending, then what holds it back, then what will. */
export function bannerKind(
  { connection, remindersOn, syncedAt, sendingStopped }: OrganisationJson,
  freshness: Freshness | undefined,
): BannerKind | null {
  if (connection === null || connection.state === 'disconnected') return 'disconnected';
  if (connection.state === 'needs-reconnect') return 'lost';
  if (connection.state === 'paused') return 'paused';
  if (sendingStopped !== null) return 'stopped';
  if (!remindersOn) return syncedAt === null ? null : 'off';
  if (freshness?.stale === 'sync') return 'stale-sync';
  if (freshness?.stale === 'payments') return 'stale-payments';
  if (connection.endsAt !== null) return 'ends-soon';
  return connection.nativeReminders.answer === 'on' ? 'native' : null;
}
