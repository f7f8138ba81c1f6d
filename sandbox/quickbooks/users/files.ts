import type { Place } from '../data/commit.ts';
import { saveChange, saveNew } from '../data/commit.ts';
import { presentAttachable } from '../data/attachable.ts';
import { faults } from '../data/faults.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText } from '../../kit/json.ts';

export interface NewFile {
  entity: string;
  id: string;
  fileName: string;
  contentType?: string | undefined;
  includeOnSend?: boolean | undefined;
  /** base64; without it a sample file of `size` bytes. */
  content?: string | undefined;
  size?: number | undefined;
}

/** Hangs a file on an object. No event follows, and the object's own stamps stay (facts: QuickBooks 3.8). */
export function attachFile(place: Place, input: NewFile): JsonObject {
  const { realm, box } = place;
  const contentType = input.contentType ?? 'application/pdf';
  const link = {
    EntityRef: { type: input.entity, value: input.id },
    IncludeOnSend: input.includeOnSend ?? false,
  };
  const saved = saveNew(place, 'Attachable', {
    FileName: input.fileName,
    Category: 'Document',
    AttachableRef: [link],
  });
  const bytes = input.content === undefined ? undefined : Buffer.from(input.content, 'base64');
  realm.files.set(asText(saved['Id']), {
    size: bytes?.length ?? input.size ?? 20_000,
    contentType,
    fileName: input.fileName,
    ...(input.content === undefined ? {} : { content: input.content }),
  });
  return presentAttachable(box, realm, saved);
}

/** Ticks or clears "attach to e-mail" on all links of a file. */
export function setIncludeOnSend(place: Place, id: string, includeOnSend: boolean): JsonObject {
  const before = place.realm.table('Attachable').get(id);
  if (!before) throw faults.notFound();
  const links = asList(before['AttachableRef']).map((link) => ({
    ...link,
    IncludeOnSend: includeOnSend,
  }));
  return saveChange(place, 'Attachable', { ...before, AttachableRef: links }, 'Update');
}
