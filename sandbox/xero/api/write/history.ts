import { asText } from '../../../kit/json.ts';
import { note } from '../../books/history.ts';
import { Invalid, problems } from '../../books/problems.ts';
import type { Call } from '../call.ts';
import { faults } from '../faults.ts';
import { findOwner } from '../owner.ts';
import { wireInstant, wireInstantText } from '../wire.ts';

export function listHistory(call: Call, resource: string): void {
  const id = findOwner(call, resource)?.id ?? null;
  if (id === null) throw faults.notFound();
  const lines = [...(call.org.history.get(id) ?? [])].reverse();
  call.answer({
    HistoryRecords: lines.map(({ changes, atMs, user, details }) => ({
      Changes: changes,
      DateUTCString: wireInstantText(atMs).replace('Z', ''),
      DateUTC: wireInstant(atMs),
      User: user,
      Details: details,
    })),
  });
}

/** Adds notes; they can neither be changed nor removed (facts: Xero 3.8). */
export function addNotes(call: Call, resource: string): void {
  const id = findOwner(call, resource)?.id ?? null;
  const records = call.elements('HistoryRecords');
  const refusal =
    id === null
      ? problems.noDocument()
      : tooLong(
          call,
          records.map((one) => asText(one['Details'])),
        );
  if (refusal || id === null)
    throw faults.validation(
      records.map((record) => ({
        ...record,
        ValidationErrors: (refusal?.messages ?? []).map((Message) => ({ Message })),
      })),
    );
  const now = call.box.clock.now();
  for (const record of records) note(call.place, id, 'Note', asText(record['Details']));
  call.answer({
    HistoryRecords: records.map((record) => ({
      DateUTCString: wireInstantText(now).replace('Z', ''),
      DateUTC: wireInstant(now),
      Details: asText(record['Details']),
      ValidationErrors: [],
    })),
  });
}

function tooLong(call: Call, details: string[]): Invalid | null {
  const most = call.box.knobs.noteLength;
  if (details.some((text) => text.length > most))
    return new Invalid(`The Details field cannot be longer than ${most} characters.`);
  return details.includes('') ? new Invalid('Details cannot be empty.') : null;
}
