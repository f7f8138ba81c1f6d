import { randomUUID } from 'node:crypto';
import type { Json } from '../../kit/json.ts';

export type Operation = 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void' | 'Emailed';

export interface Change {
  realmId: string;
  entity: string;
  id: string;
  operation: Operation;
  /** Only with Merge: the id that ceased to exist. */
  deletedId?: string;
}

export interface WebhookEvent extends Change {
  eventId: string;
  atMs: number;
}

export function toEvent(change: Change, atMs: number): WebhookEvent {
  return { ...change, eventId: randomUUID(), atMs };
}

const VERBS: Record<Operation, string> = {
  Create: 'created',
  Update: 'updated',
  Delete: 'deleted',
  Merge: 'merged',
  Void: 'void',
  Emailed: 'emailed',
};

/** One element of the CloudEvents array (facts: QuickBooks 7.2). Times carry nine decimals, like Intuit's. */
export function toCloudEvent(event: WebhookEvent, voidVerb: string, padBytes = 0): Json {
  const verb = event.operation === 'Void' ? voidVerb : VERBS[event.operation];
  return {
    specversion: '1.0',
    id: event.eventId,
    source: 'intuit.c2FuZGJveC1xdWlja2Jvb2tzLXNvdXJjZQ==',
    type: `qbo.${event.entity.toLowerCase()}.${verb}.v1`,
    datacontenttype: 'application/json',
    time: new Date(event.atMs).toISOString().replace(/Z$/, '456789Z'),
    intuitentityid: event.id,
    intuitaccountid: event.realmId,
    data:
      padBytes === 0
        ? {}
        : { alternative_ids: [{ id: '0'.repeat(padBytes), namespace: 'Intuit.sbseg.v4' }] },
  };
}

/** The form delivered until mid 2026 (facts: QuickBooks 7.3). */
export function toLegacyBody(events: readonly WebhookEvent[]): Json {
  const realms = [...new Set(events.map((event) => event.realmId))];
  return {
    eventNotifications: realms.map((realmId) => ({
      realmId,
      dataChangeEvent: {
        entities: events.filter((event) => event.realmId === realmId).map(toLegacyEntity),
      },
    })),
  };
}

function toLegacyEntity(event: WebhookEvent): Json {
  const entity: Json = {
    name: event.entity,
    id: event.id,
    operation: event.operation,
    lastUpdated: `${new Date(event.atMs).toISOString().slice(0, 19)}.000Z`,
  };
  return event.deletedId === undefined ? entity : { ...entity, deletedId: event.deletedId };
}
