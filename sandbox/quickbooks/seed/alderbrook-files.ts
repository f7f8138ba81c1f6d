import type { JsonObject } from '../../kit/json.ts';
import type { Site } from './make.ts';

interface FileSeed {
  id: string;
  fileName?: string;
  contentType?: string;
  size?: number;
  note?: string;
  links: [type: string, id: string, includeOnSend: boolean][];
  expired?: boolean;
}

const MEGABYTE = 1024 * 1024;
const PDF = 'application/pdf';

/** The attachables of realm A (facts: QuickBooks 10.3). */
const FILES: FileSeed[] = [
  {
    id: '11',
    fileName: 'work-order.pdf',
    contentType: PDF,
    size: 48_211,
    note: 'signed copy',
    links: [['Invoice', '101', true]],
  },
  {
    id: '12',
    fileName: 'crew-photo.jpg',
    contentType: 'image/jpeg',
    size: 182_400,
    links: [['Invoice', '101', false]],
  },
  { id: '13', note: 'Customer prefers mornings.', links: [['Invoice', '101', false]] },
  {
    id: '14',
    fileName: 'terms.pdf',
    contentType: PDF,
    size: 21_040,
    links: [
      ['Invoice', '105', true],
      ['Customer', '5', false],
    ],
  },
  {
    id: '15',
    fileName: 'orphan.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    size: 9_120,
    links: [],
  },
  {
    id: '16',
    fileName: 'old-plan.pdf',
    contentType: PDF,
    size: 33_500,
    links: [['Invoice', '106', true]],
    expired: true,
  },
  {
    id: '17',
    fileName: 'big.pdf',
    contentType: PDF,
    size: 26 * MEGABYTE,
    links: [['Invoice', '107', true]],
  },
];

export function seedAlderbrookFiles(site: Site): void {
  for (const file of FILES) addFile(site, file);
}

function addFile(site: Site, seed: FileSeed): void {
  const id = `50000000000000000${seed.id}`;
  const stamp = site.days.stamp('10-06', '11:20:00');
  const attachable: JsonObject = {
    domain: 'QBO',
    sparse: false,
    Id: id,
    SyncToken: '0',
    MetaData: { CreateTime: stamp, LastUpdatedTime: stamp },
    AttachableRef: seed.links.map(([type, value, IncludeOnSend]) => ({
      EntityRef: { type, value },
      IncludeOnSend,
    })),
  };
  if (seed.note !== undefined) attachable['Note'] = seed.note;
  if (seed.fileName !== undefined && seed.contentType !== undefined) {
    attachable['FileName'] = seed.fileName;
    attachable['Category'] = seed.contentType.startsWith('image/') ? 'Image' : 'Document';
    const { size = 0, fileName, contentType, expired = false } = seed;
    site.realm.files.set(id, { size, fileName, contentType, expired });
  }
  site.realm.table('Attachable').load([attachable]);
}
