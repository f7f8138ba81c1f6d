import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { ResultCache } from './result-cache.ts';
import type { EntityName } from './specs.ts';
import { SPECS } from './specs.ts';
import { Table, compareIds } from './table.ts';

/** The bytes behind an attachable. Sample files are made when read, so the snapshot holds only their size. */
export interface StoredFile {
  /** base64 of an uploaded file; absent for sample files. */
  content?: string;
  size: number;
  contentType: string;
  fileName: string;
  /** The pre-signed link is always past its time (the `old-plan.pdf` of the seed). */
  expired?: boolean;
}

const TRANSACTIONS: EntityName[] = ['Invoice', 'Payment', 'CreditMemo', 'RefundReceipt'];
const FIRST_FREE = { transaction: '1001', name: '101', file: '5000000000000000101', single: '1' };

/** One company. */
export class Realm {
  readonly id: string;
  readonly results = new ResultCache();
  readonly files = new Map<string, StoredFile>();
  suspended = false;
  /** Highest id ever given out per kind, so that a deleted id never comes back. */
  readonly lastIds = new Map<string, string>();
  readonly #tables = new Map<EntityName, Table>();
  #lastNumber: number | undefined;

  constructor(id: string) {
    this.id = id;
    for (const name of Object.keys(SPECS) as EntityName[]) this.#tables.set(name, new Table());
  }

  table(name: EntityName): Table {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  }

  get company(): JsonObject {
    return this.table('CompanyInfo').get('1') ?? {};
  }

  get preferences(): JsonObject {
    return this.table('Preferences').get('1') ?? {};
  }

  get name(): string {
    return asText(this.company['CompanyName']);
  }

  get homeCurrency(): string {
    return asText(at(this.preferences, 'CurrencyPrefs', 'HomeCurrency', 'value')) || 'USD';
  }

  nextId(name: EntityName): string {
    const { kind } = SPECS[name];
    const sequence = kind === 'transaction' ? 'transaction' : name;
    const tables = kind === 'transaction' ? TRANSACTIONS : [name];
    let next = FIRST_FREE[kind];
    for (const known of [
      this.lastIds.get(sequence),
      ...tables.map((table) => this.#highestId(table)),
    ]) {
      if (known !== undefined && compareIds(known, next) >= 0) next = String(BigInt(known) + 1n);
    }
    this.lastIds.set(sequence, next);
    return next;
  }

  #highestId(name: EntityName): string | undefined {
    return this.table(name).byId.list.at(-1)?.id;
  }

  /** The next document number of the company's sequence. */
  nextNumber(): string {
    if (this.#lastNumber === undefined) {
      this.#lastNumber = 1000;
      for (const row of this.table('Invoice').byId.list) {
        const number = row.peek('DocNumber') ?? asText(row.entity['DocNumber']);
        if (/^\d{1,15}$/.test(number))
          this.#lastNumber = Math.max(this.#lastNumber, Number(number));
      }
    }
    this.#lastNumber += 1;
    return String(this.#lastNumber);
  }
}
