import type { Place } from './place.ts';

/** Notes by the API show this author (facts: Xero 3.8). */
const APP_USER = 'System Generated';
const PERSON = 'Moana Reid';

/** Adds a line to the history of a record. */
export function note(place: Place, id: string, changes: string, details: string): void {
  const line = {
    changes,
    atMs: place.box.clock.now(),
    user: place.by === 'app' ? APP_USER : PERSON,
    details,
  };
  const lines = place.org.history.get(id);
  if (lines) lines.push(line);
  else place.org.history.set(id, [line]);
  place.org.touchedHistory.add(id);
  place.box.changed();
}
