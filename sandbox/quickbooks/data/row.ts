import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { printJson } from './print.ts';

/** One version of one object. */
export interface Row {
  readonly id: string;
  readonly updatedMs: number;
  readonly entity: JsonObject;
  /** The object as an answer prints it. */
  readonly text: string;
  /** A member by the name queries use, when it is cheaper to have than the whole object. */
  peek(field: string): string | undefined;
}

/** Objects that exist only as a rule: made from their number whenever somebody looks. */
export interface GeneratedRows {
  readonly count: number;
  idOf(nth: number): string;
  /** 1 to `count`, or 0 when the id is none of these. */
  nthOf(id: string): number;
  updatedMs(nth: number): number;
  print(nth: number): string;
  peek(nth: number, field: string): string | undefined;
}

export class StoredRow implements Row {
  readonly id: string;
  readonly updatedMs: number;
  readonly entity: JsonObject;
  #text: string | undefined;

  constructor(entity: JsonObject) {
    this.id = asText(entity['Id']);
    this.updatedMs = Date.parse(asText(at(entity, 'MetaData', 'LastUpdatedTime')));
    this.entity = entity;
  }

  get text(): string {
    return (this.#text ??= printJson(this.entity));
  }

  peek(): undefined {
    return undefined;
  }
}

/** Holds two numbers, so that a million of them fit anywhere; nothing that is read stays. */
export class GeneratedRow implements Row {
  readonly updatedMs: number;
  readonly #source: GeneratedRows;
  readonly #nth: number;

  constructor(source: GeneratedRows, nth: number) {
    this.updatedMs = source.updatedMs(nth);
    this.#source = source;
    this.#nth = nth;
  }

  get id(): string {
    return this.#source.idOf(this.#nth);
  }

  get entity(): JsonObject {
    return JSON.parse(this.text) as JsonObject;
  }

  get text(): string {
    return this.#source.print(this.#nth);
  }

  peek(field: string): string | undefined {
    return this.#source.peek(this.#nth, field);
  }
}
