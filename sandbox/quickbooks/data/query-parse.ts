import { faults } from './faults.ts';

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';
export interface Condition {
  field: string;
  operator: Operator;
  values: string[];
}
export interface Statement {
  entity: string;
  select: '*' | 'count' | string[];
  where: Condition[];
  orderBy: { field: string; descending: boolean }[];
  start: number;
  max: number;
}

interface Token {
  kind: 'word' | 'string' | 'symbol' | 'end';
  text: string;
  column: number;
}

const TOKEN = /\s*(?:'((?:\\.|[^'\\])*)'|(<=|>=|[=<>(),*])|([A-Za-z0-9_.:+-]+))/gy;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== '') {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (!match)
      throw faults.queryParse(
        `Encountered " ${text.slice(position).trim().charAt(0)} "" at line 1, column ${position + 1}.`,
      );
    tokens.push(toToken(match, position));
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '<EOF>', column: text.length });
  return tokens;
}

function toToken(match: RegExpExecArray, column: number): Token {
  if (match[1] !== undefined)
    return { kind: 'string', text: match[1].replace(/\\(.)/g, '$1'), column };
  if (match[2] !== undefined) return { kind: 'symbol', text: match[2], column };
  return { kind: 'word', text: match[3] ?? '', column };
}

/** Reads tokens one by one; keywords in any case. */
class Reader {
  readonly #tokens: Token[];
  #position = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '<EOF>', column: 0 };
  }

  take(): Token {
    const token = this.next;
    this.#position += 1;
    return token;
  }

  isWord(...words: string[]): boolean {
    return this.next.kind === 'word' && words.includes(this.next.text.toLowerCase());
  }

  skipWord(...words: string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.#position += 1;
    return true;
  }

  skipSymbol(symbol: string): boolean {
    if (this.next.kind !== 'symbol' || this.next.text !== symbol) return false;
    this.#position += 1;
    return true;
  }

  fail(): never {
    const { text, column } = this.next;
    throw faults.queryParse(`Encountered " "${text}" "" at line 1, column ${column + 1}.`);
  }

  word(): string {
    if (this.next.kind !== 'word') this.fail();
    return this.take().text;
  }

  expect(done: boolean): void {
    if (!done) this.fail();
  }
}

/**
 * The query grammar of facts 4.1. A word it does not know is 4000; a well-formed statement that makes no sense is 4001,
 * which `runQuery` decides because it needs the entity.
 */
export function parseQuery(text: string): Statement {
  const reader = new Reader(tokenize(text));
  reader.expect(reader.skipWord('select'));
  const select = readSelect(reader);
  reader.expect(reader.skipWord('from'));
  const entity = reader.word();
  const where = reader.skipWord('where') ? readConditions(reader) : [];
  const orderBy = readOrder(reader);
  const paging = readPaging(reader);
  if (reader.next.kind !== 'end') reader.fail();
  return { entity, select, where, orderBy, ...paging };
}

function readSelect(reader: Reader): Statement['select'] {
  if (reader.skipSymbol('*')) return '*';
  const first = reader.word();
  if (first.toLowerCase() === 'count' && reader.skipSymbol('(')) {
    reader.expect(reader.skipSymbol('*'));
    reader.expect(reader.skipSymbol(')'));
    return 'count';
  }
  const fields = [first];
  while (reader.skipSymbol(',')) {
    // `select *, Line.Amount` style lists keep the star's meaning.
    if (reader.skipSymbol('*')) return '*';
    fields.push(reader.word());
  }
  return fields;
}

function readConditions(reader: Reader): Condition[] {
  const conditions = [readCondition(reader)];
  while (reader.skipWord('and')) conditions.push(readCondition(reader));
  return conditions;
}

function readCondition(reader: Reader): Condition {
  const field = reader.word();
  if (reader.skipWord('in')) return { field, operator: 'IN', values: readList(reader) };
  if (reader.skipWord('like')) return { field, operator: 'LIKE', values: [readValue(reader)] };
  const symbol = reader.next;
  if (symbol.kind !== 'symbol' || !['=', '<', '>', '<=', '>='].includes(symbol.text)) reader.fail();
  reader.take();
  return { field, operator: symbol.text as Operator, values: [readValue(reader)] };
}

function readList(reader: Reader): string[] {
  reader.expect(reader.skipSymbol('('));
  const values = [readValue(reader)];
  while (reader.skipSymbol(',')) values.push(readValue(reader));
  reader.expect(reader.skipSymbol(')'));
  return values;
}

function readValue(reader: Reader): string {
  const { kind, text } = reader.next;
  // Bare booleans and numbers pass; other bare words are a forgotten quote.
  if (kind !== 'string' && !(kind === 'word' && /^(true|false|-?\d+(\.\d+)?)$/i.test(text)))
    reader.fail();
  return reader.take().text;
}

function readOrder(reader: Reader): Statement['orderBy'] {
  if (reader.skipWord('order')) reader.expect(reader.skipWord('by'));
  else if (!reader.skipWord('orderby')) return [];
  const order = [readOrderField(reader)];
  while (reader.skipSymbol(',')) order.push(readOrderField(reader));
  return order;
}

function readOrderField(reader: Reader): { field: string; descending: boolean } {
  const field = reader.word();
  const descending = reader.skipWord('desc');
  if (!descending) reader.skipWord('asc');
  return { field, descending };
}

function readPaging(reader: Reader): { start: number; max: number } {
  const paging = { start: 1, max: 100 };
  for (;;) {
    if (reader.skipWord('startposition')) paging.start = readNumber(reader);
    else if (reader.skipWord('maxresults')) paging.max = readNumber(reader);
    else return checkPaging(paging);
  }
}

function readNumber(reader: Reader): number {
  const text = reader.take().text;
  if (!/^-?\d+$/.test(text))
    throw faults.queryParse(`Encountered " "${text}" "" where a number was expected.`);
  return Number(text);
}

function checkPaging(paging: { start: number; max: number }): { start: number; max: number } {
  if (paging.start < 1)
    throw faults.queryInvalid(`value ${paging.start} is too small. Min allowed value is 1.`);
  if (paging.max < 1)
    throw faults.queryInvalid(`value ${paging.max} is too small. Min allowed value is 1.`);
  if (paging.max > 1000)
    throw faults.queryInvalid(`value ${paging.max} is too large. Max allowed value is 1000.`);
  return paging;
}
