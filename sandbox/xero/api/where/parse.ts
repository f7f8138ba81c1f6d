import type { Org } from '../../books/org.ts';
import { faults } from '../faults.ts';
import type { Fields, Value } from './fields.ts';
import { OPTIMISED } from './fields.ts';
import type { Token } from './tokens.ts';
import { tokenize } from './tokens.ts';

type Read<T> = (record: T, org: Org) => Value;

export interface Filter<T> {
  holds: (record: T, org: Org) => boolean;
  /** Names one of the fields that Xero keeps an index of. */
  isOptimised: boolean;
}

/** Reads a `where` of facts 2.6: comparisons, AND, OR, brackets, string methods, Guid and DateTime. */
export function parseWhere<T>(where: string, fields: Fields<T>): Filter<T> {
  const parser = new Parser(tokenize(where), fields);
  const read = parser.either();
  parser.expectEnd();
  return { holds: (record, org) => read(record, org) === true, isOptimised: parser.isOptimised };
}

class Parser<T> {
  readonly #tokens: Token[];
  readonly #fields: Fields<T>;
  #position = 0;
  isOptimised = false;

  constructor(tokens: Token[], fields: Fields<T>) {
    this.#tokens = tokens;
    this.#fields = fields;
  }

  either(): Read<T> {
    let left = this.#both();
    while (this.#take('||', 'OR')) {
      const [first, second] = [left, this.#both()];
      left = (record, org) => first(record, org) === true || second(record, org) === true;
    }
    return left;
  }

  #both(): Read<T> {
    let left = this.#comparison();
    while (this.#take('&&', 'AND')) {
      const [first, second] = [left, this.#comparison()];
      left = (record, org) => first(record, org) === true && second(record, org) === true;
    }
    return left;
  }

  #comparison(): Read<T> {
    if (this.#take('!', 'NOT')) {
      const inner = this.#comparison();
      return (record, org) => inner(record, org) !== true;
    }
    const left = this.#operand();
    const sign = this.#take('==', '=', '!=', '<>', '>=', '<=', '>', '<');
    if (!sign) return left;
    const right = this.#operand();
    return (record, org) => compare(left(record, org), sign, right(record, org));
  }

  #operand(): Read<T> {
    const token = this.#next();
    if (token.kind === 'text') return () => token.text;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.text === '(') {
      const inner = this.either();
      this.#need(')');
      return inner;
    }
    if (token.kind !== 'word') throw faults.query(`Unexpected ${token.text}`);
    const word = token.text.toLowerCase();
    if (word === 'true' || word === 'false') return () => word === 'true';
    if (word === 'null') return () => null;
    if (word === 'guid') return this.#guid();
    if (word === 'datetime') return this.#dateTime();
    return this.#field(word);
  }

  #guid(): Read<T> {
    const [text = ''] = this.#arguments();
    return () => String(text).toLowerCase();
  }

  #dateTime(): Read<T> {
    if (this.#take('.')) {
      this.#next();
      const [text = ''] = this.#arguments();
      const ms = Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(String(text)) ? String(text) : `${text}Z`);
      return () => ms;
    }
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] =
      this.#arguments().map(Number);
    const ms = Date.UTC(year, month - 1, day, hour, minute, second);
    return () => ms;
  }

  #arguments(): (string | number)[] {
    this.#need('(');
    const found: (string | number)[] = [];
    while (!this.#take(')')) {
      const token = this.#next();
      if (token.kind === 'text') found.push(token.text);
      else if (token.kind === 'number') found.push(Number(token.text));
      else throw faults.query(`Unexpected ${token.text}`);
      this.#take(',');
    }
    return found;
  }

  /** A path such as `Contact.ContactID`, and the methods called on it. */
  #field(first: string): Read<T> {
    let path = first;
    let read: Read<T> | undefined = this.#fields[path];
    while (this.#take('.')) {
      const word = this.#next().text.toLowerCase();
      if (read && this.#peek() === '(') {
        read = method(read, word, this.#arguments());
        continue;
      }
      if (read && word === 'value') continue;
      path = `${path}.${word}`;
      read = this.#fields[path];
    }
    if (!read) throw faults.query(`No property or field '${path}' exists in this type`);
    if (OPTIMISED.has(path)) this.isOptimised = true;
    return read;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#position]?.text;
  }

  #next(): Token {
    const token = this.#tokens[this.#position];
    if (!token) throw faults.query('Expression expected');
    this.#position += 1;
    return token;
  }

  #take(...texts: string[]): string | undefined {
    const token = this.#tokens[this.#position];
    if (!token || token.kind === 'text') return undefined;
    const found = texts.find((text) => text === token.text.toUpperCase());
    if (found !== undefined) this.#position += 1;
    return found;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw faults.query(`'${text}' expected`);
  }

  expectEnd(): void {
    if (this.#position < this.#tokens.length) throw faults.query('Syntax error');
  }
}

function method<T>(read: Read<T>, name: string, given: (string | number)[]): Read<T> {
  const wanted = String(given[0] ?? '');
  const onText =
    (test: (text: string) => Value): Read<T> =>
    (record, org) => {
      const value = read(record, org);
      return value === null ? false : test(String(value));
    };
  if (name === 'contains') return onText((text) => text.includes(wanted));
  if (name === 'startswith') return onText((text) => text.startsWith(wanted));
  if (name === 'endswith') return onText((text) => text.endsWith(wanted));
  if (name === 'tolower') return onText((text) => text.toLowerCase());
  if (name === 'toupper') return onText((text) => text.toUpperCase());
  throw faults.query(`No applicable method '${name}' exists in this type`);
}

function compare(left: Value, sign: string, right: Value): boolean {
  if (sign === '==' || sign === '=') return left === right;
  if (sign === '!=' || sign === '<>') return left !== right;
  if (left === null || right === null) return false;
  if (sign === '>') return left > right;
  if (sign === '>=') return left >= right;
  return sign === '<' ? left < right : left <= right;
}
