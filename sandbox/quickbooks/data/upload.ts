import { asList, asText, at, isObject, parseJson } from '../../kit/json.ts';
import type { Json, JsonObject } from '../../kit/json.ts';
import type { Place } from './commit.ts';
import { saveNew } from './commit.ts';
import { BusinessFault, faults } from './faults.ts';
import type { Part } from './multipart.ts';
import { presentAttachable } from './attachable.ts';
import { findSpec } from './specs.ts';

/** `POST /upload`: pairs of `file_metadata_N` and `file_content_N`. Faults come per file, with HTTP 200 (facts: QuickBooks 3.8). */
export function storeUploads(place: Place, parts: Part[]): JsonObject[] {
  const contents = parts.filter((part) => part.name.startsWith('file_content'));
  if (contents.length === 0) throw faults.missing('file_content_01');
  return contents.map((content) => {
    const suffix = content.name.slice('file_content'.length);
    const metadata = parts.find((part) => part.name === `file_metadata${suffix}`);
    return storeGuarded(place, content, metadata ? parseJson(metadata.bytes.toString()) : {});
  });
}

function storeGuarded(place: Place, content: Part, metadata: Json | undefined): JsonObject {
  try {
    return { Attachable: storeFile(place, content, metadata) };
  } catch (error) {
    if (error instanceof BusinessFault) return { Fault: error.fault };
    throw error;
  }
}

function storeFile(place: Place, content: Part, metadata: Json | undefined): JsonObject {
  if (!isObject(metadata)) throw faults.malformedBody();
  checkTargets(place, metadata);
  const fileName = asText(metadata['FileName']) || content.fileName || 'file';
  const contentType = asText(metadata['ContentType']) || content.contentType;
  const saved = saveNew(place, 'Attachable', {
    Category: 'Document',
    ...metadata,
    FileName: fileName,
    ContentType: contentType,
  });
  const bytes = content.bytes.toString('base64');
  place.realm.files.set(asText(saved['Id']), {
    content: bytes,
    size: content.bytes.length,
    contentType,
    fileName,
  });
  return presentAttachable(place.box, place.realm, saved);
}

function checkTargets({ realm }: Place, metadata: JsonObject): void {
  for (const link of asList(metadata['AttachableRef'])) {
    const spec = findSpec(asText(at(link, 'EntityRef', 'type')));
    const id = asText(at(link, 'EntityRef', 'value'));
    if (!spec || !realm.table(spec.name).get(id))
      throw faults.business(`The linked object ${id} does not exist`, 'AttachableRef');
  }
}
