import { sampleBytes } from '../../kit/sample-files.ts';
import { attach } from '../books/files.ts';
import type { StoredFile } from '../books/records.ts';
import type { Call } from './call.ts';
import { faults } from './faults.ts';
import type { Owner } from './owner.ts';
import { findOwner } from './owner.ts';
import { showFile } from './show/file.ts';

function ownerOf(call: Call, resource: string): Owner {
  const owner = findOwner(call, resource);
  if (!owner) throw faults.notFound();
  return owner;
}

function show(call: Call, resource: string, ownerId: string, file: StoredFile) {
  return showFile(`${call.box.urls.api}/api.xro/2.0`, resource, ownerId, file);
}

export function listFiles(call: Call, resource: string): void {
  const { id } = ownerOf(call, resource);
  const files = call.org.files.get(id) ?? [];
  call.answer({ Attachments: files.map((file) => show(call, resource, id, file)) });
}

/** By id or by name; raw bytes. */
export function readFile(call: Call, resource: string): void {
  const { id } = ownerOf(call, resource);
  const key = call.param('file');
  const file = (call.org.files.get(id) ?? []).find((one) => one.id === key || one.fileName === key);
  if (!file) throw faults.notFound();
  const bytes =
    file.content === undefined ? sampleBytes(file) : Buffer.from(file.content, 'base64');
  call.send(200, file.contentType, bytes);
}

export function writeFile(call: Call, resource: string): void {
  const owner = ownerOf(call, resource);
  const file = attach(call.place, owner.id, {
    fileName: call.param('file'),
    contentType: call.request.get('content-type') ?? 'application/octet-stream',
    includeOnline: owner.showsOnline && call.isOn('IncludeOnline'),
    bytes: call.bytes,
  });
  call.answer({ Attachments: [show(call, resource, owner.id, file)] });
}
