import type { JsonObject } from '../kit/json.ts';
import type { SigningKey } from '../kit/signing-key.ts';
import { readStored } from '../kit/snapshot-file.ts';
import type { Limits } from './api/limits.ts';
import type { Org } from './books/org.ts';
import type { HistoryLine, Stored, StoredFile } from './books/records.ts';
import type { Table } from './books/table.ts';
import type { Box, Generated } from './box.ts';
import type { GrantState } from './identity/grants.ts';
import type { SenderState } from './webhooks/sender.ts';

const VERSION = 1;

const TABLES = ['contacts', 'groups', 'invoices', 'credits', 'payments', 'batches'] as const;
type TableName = (typeof TABLES)[number];

interface OrgState {
  details: JsonObject;
  remindersEnabled: boolean;
  isOffline: boolean;
  tables: Record<TableName, Stored[]>;
  history: [string, HistoryLine[]][];
  files: [string, StoredFile[]][];
}

/** What differs from the seed, plus everything that is not seeded. A restart seeds again and lays this over it. */
export interface Snapshot {
  version: number;
  dayZero: string;
  generated: Generated | null;
  /** Missing in snapshots of before there were any. */
  small?: number;
  clockOffsetMs: number;
  signingKey: SigningKey;
  identity: GrantState;
  sender: SenderState;
  limits: Limits['state'];
  orgs: Record<string, OrgState>;
}

export function readSnapshot(file: string | undefined): Snapshot | undefined {
  const snapshot = readStored(file) as Snapshot | undefined;
  return snapshot?.version === VERSION ? snapshot : undefined;
}

export function takeSnapshot(box: Box): Snapshot {
  return {
    version: VERSION,
    dayZero: box.dayZero,
    generated: box.generated,
    small: box.small,
    clockOffsetMs: box.clock.offsetMs,
    signingKey: box.signingKey,
    identity: box.grants.state,
    sender: box.sender.state,
    limits: box.limits.state,
    orgs: Object.fromEntries([...box.orgs.values()].map((org) => [org.id, toState(org)])),
  };
}

function toState(org: Org): OrgState {
  const tables = TABLES.map((name) => {
    const table = tableOf(org, name);
    return [name, [...table.touched].map((id) => table.get(id))] as const;
  });
  return {
    details: org.details,
    remindersEnabled: org.settings.remindersEnabled,
    isOffline: org.isOffline,
    tables: Object.fromEntries(tables) as OrgState['tables'],
    history: [...org.touchedHistory].map((id) => [id, org.history.get(id) ?? []]),
    files: [...org.touchedFiles].map((id) => [id, org.files.get(id) ?? []]),
  };
}

/** All tables of an organisation as tables of what they have in common; sound for reading and putting back. */
function tableOf(org: Org, name: TableName): Table<Stored> {
  return org[name] as unknown as Table<Stored>;
}

export function restoreOrgs(orgs: Map<string, Org>, snapshot: Snapshot): void {
  for (const [id, state] of Object.entries(snapshot.orgs)) {
    const org = orgs.get(id);
    if (!org) continue;
    Object.assign(org.details, state.details);
    org.settings.remindersEnabled = state.remindersEnabled;
    org.isOffline = state.isOffline;
    for (const name of TABLES)
      for (const record of state.tables[name]) tableOf(org, name).put(record);
    for (const [owner, lines] of state.history) {
      org.history.set(owner, lines);
      org.touchedHistory.add(owner);
    }
    for (const [owner, files] of state.files) {
      org.files.set(owner, files);
      org.touchedFiles.add(owner);
    }
  }
}
