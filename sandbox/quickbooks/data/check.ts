import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at } from '../../kit/json.ts';
import { faults } from './faults.ts';
import { checkNested } from './nested.ts';
import type { EntitySpec } from './specs.ts';

const EMAILS = ['BillEmail', 'BillEmailCc', 'BillEmailBcc', 'PrimaryEmailAddr'];
const ADDRESS = /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]+$/;

/** Refuses a body before anything is looked up: unknown names 2010, lengths 2050, addresses 2210. */
export function checkBody(spec: EntitySpec, body: JsonObject): void {
  for (const name of Object.keys(body)) {
    if (!spec.known.has(name)) throw faults.unknownProperty(spec.name, name, spec.known);
    checkNested(name, body[name]);
  }
  for (const [path, limit] of Object.entries(spec.limits)) checkLength(body, path, limit);
  for (const name of EMAILS) checkAddresses(name, asText(at(body, name, 'Address')));
  for (const line of asList(body['Line'])) checkLine(line);
}

function checkLength(body: JsonObject, path: string, limit: number): void {
  const text = asText(at(body, ...path.split('.')));
  if (text.length > limit) throw faults.tooLong(path.split('.')[0] ?? path, limit, text.length);
}

function checkAddresses(name: string, text: string): void {
  if (text.trim() === '') return;
  for (const address of text.split(',')) {
    if (!ADDRESS.test(address.trim())) throw faults.badEmail(name, text);
  }
}

function checkLine(line: JsonObject): void {
  if (asText(line['Description']).length > 4000)
    throw faults.tooLong('Line.Description', 4000, asText(line['Description']).length);
  const amount = line['Amount'];
  if (amount === undefined) return;
  const digits = asText(amount);
  if (digits === '' || Number.isNaN(Number(digits))) throw faults.badNumber('Line.Amount', digits);
}

export function checkId(id: string): void {
  if (!/^\d+$/.test(id)) throw faults.invalidId(id);
}
