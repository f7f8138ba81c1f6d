import type { Request, Response } from 'express';
import type { Box } from '../box.ts';
import type { Json, JsonObject } from '../../kit/json.ts';
import { isObject, parseJson } from '../../kit/json.ts';
import { pacificMillis } from '../pacific-time.ts';
import { entryOf, sendBytes } from './answer.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import { realmOf } from './gate.ts';
import { printJson } from './print.ts';
import { toXml } from './xml.ts';

const SHOWN_BODY = 2000;

/** One data request with what its handlers ask of it. */
export class Call {
  readonly box: Box;
  readonly request: Request;
  readonly response: Response;
  readonly place: Place;

  constructor(box: Box, request: Request, response: Response) {
    this.box = box;
    this.request = request;
    this.response = response;
    this.place = { box, realm: realmOf(box, request) };
  }

  param(name: string): string {
    const value = this.request.params[name];
    return typeof value === 'string' ? value : '';
  }

  /** A query parameter, its name in any case. */
  option(name: string): string {
    for (const [key, value] of Object.entries(this.request.query)) {
      if (key.toLowerCase() === name && typeof value === 'string') return value;
    }
    return '';
  }

  get bytes(): Buffer {
    return Buffer.isBuffer(this.request.body) ? this.request.body : Buffer.alloc(0);
  }

  text(): string {
    const text = this.bytes.toString();
    const entry = entryOf(this.response);
    if (entry) entry.body = text.slice(0, SHOWN_BODY);
    return text;
  }

  json(): JsonObject {
    const body = parseJson(this.text());
    if (!isObject(body)) throw faults.malformedBody();
    return body;
  }

  /** Sends an answer with its `time`, in the form that was asked for. */
  answer(body: JsonObject): void {
    const timed = { ...body, time: pacificMillis(this.box.clock.now()) };
    if (wantsXml(this.request)) this.#send('application/xml;charset=UTF-8', toXml(timed));
    else this.#send('application/json;charset=utf-8', printJson(timed));
  }

  /** An answer of many objects: printed piece by piece, made into objects only for XML. */
  answerLarge(name: string, content: { print: () => string; show: () => Json }): void {
    if (wantsXml(this.request)) return this.answer({ [name]: content.show() });
    const time = pacificMillis(this.box.clock.now());
    this.#send('application/json;charset=utf-8', `{"${name}":${content.print()},"time":"${time}"}`);
  }

  #send(contentType: string, text: string): void {
    sendBytes(this.response, 200, contentType, Buffer.from(text));
  }

  /** A write: a repeated `requestid` gets the first answer, to the letter. */
  write(text: string, perform: () => JsonObject): void {
    const id = this.option('requestid');
    const { id: realmId } = this.place.realm;
    const known = id === '' ? undefined : this.box.replays.find(realmId, id, text);
    const printed = known ?? printJson({ ...perform(), time: pacificMillis(this.box.clock.now()) });
    if (id !== '' && known === undefined) this.box.replays.keep(realmId, id, text, printed);
    this.box.changed();
    if (wantsXml(this.request))
      this.#send('application/xml;charset=UTF-8', toXml(JSON.parse(printed) as JsonObject));
    else this.#send('application/json;charset=utf-8', printed);
  }
}

/** Without a word about JSON the answer is XML, as in the real API (facts: QuickBooks 2.1). */
export function wantsXml(request: Request): boolean {
  if (request.query['format'] === 'json') return false;
  return !(request.get('accept') ?? '').includes('json');
}
