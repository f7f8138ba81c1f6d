import type { Realm } from '../../data/realm.ts';
import type { JsonObject } from '../../../kit/json.ts';
import type { BulkCalendar } from './calendar.ts';
import type { BulkPlan } from './plan.ts';

const FIRST_FILE = 5_000_000_000_000_001_000n;

/** A PDF on every invoice from the first on; every second goes out with the e-mail. */
export function addBulkFiles(realm: Realm, plan: BulkPlan, calendar: BulkCalendar): void {
  const { attachments, invoices } = plan.size;
  const files: JsonObject[] = [];
  for (let nth = 1; nth <= attachments; nth += 1) {
    const id = String(FIRST_FILE + BigInt(nth));
    const fileName = `work-order-${nth}.pdf`;
    const stamp = calendar.stamp(nth % 300, nth).text;
    const invoice = String(((nth - 1) % Math.max(1, invoices)) + 1);
    files.push({
      FileName: fileName,
      Category: 'Document',
      AttachableRef: [
        { EntityRef: { type: 'Invoice', value: invoice }, IncludeOnSend: nth % 2 === 0 },
      ],
      domain: 'QBO',
      sparse: false,
      Id: id,
      SyncToken: '0',
      MetaData: { CreateTime: stamp, LastUpdatedTime: stamp },
    });
    realm.files.set(id, { size: 20_000, contentType: 'application/pdf', fileName });
  }
  realm.table('Attachable').load(files);
}
