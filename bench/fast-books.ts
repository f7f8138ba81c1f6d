import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The least that books can do for a send, as fast as node answers: any invoice or customer by id, each invoice of its own customer, and
 * one PDF for all. `<due day> <bytes of the PDF>`. POST /pay/<company>/<id> pays an invoice, unless it was read already: then 409.
 */
const [dueOn = '', pdfBytes = '60000'] = process.argv.slice(2);
const [begin, end] = [Buffer.from('%PDF-1.7\n'), Buffer.from('\n%%EOF\n')];
const inside = randomBytes(Number(pdfBytes) - begin.length - end.length);
const pdf = Buffer.concat([begin, inside, end]);
const stamps = { CreateTime: '2026-01-05T09:00:00Z', LastUpdatedTime: '2026-01-05T09:00:00Z' };
const paid = new Set<string>();

const read = new Set<string>();

const rows: Record<string, (id: string, company: string) => object> = {
  Invoice: (id, company) => ({
    Id: id,
    SyncToken: paid.has(`${company}/${id}`) ? '1' : '0',
    MetaData: paid.has(`${company}/${id}`)
      ? { ...stamps, LastUpdatedTime: new Date().toISOString() }
      : stamps,
    DocNumber: id,
    TxnDate: dueOn,
    DueDate: dueOn,
    CurrencyRef: { value: 'EUR' },
    CustomerRef: { value: `C${id}` },
    TotalAmt: 125,
    Balance: paid.has(`${company}/${id}`) ? 0 : 125,
    EmailStatus: 'EmailSent',
  }),
  Customer: (id) => ({
    Id: id,
    SyncToken: '0',
    MetaData: stamps,
    DisplayName: `Customer ${id}`,
    FullyQualifiedName: `Customer ${id}`,
    Active: true,
    BillWithParent: false,
    PrimaryEmailAddr: { Address: `${id.toLowerCase()}@customer.example` },
  }),
};

function answerQuery(statement: string, company: string): object {
  const entity = /from customer/i.test(statement) ? 'Customer' : 'Invoice';
  const ids = [...statement.matchAll(/'([^']+)'/g)].map(([, id = '']) => id);
  const found = /Id in/i.test(statement) ? ids.map((id) => rows[entity]?.(id, company)) : [];
  if (entity === 'Invoice') for (const id of ids) read.add(`${company}/${id}`);
  return { QueryResponse: found.length > 0 ? { [entity]: found } : {}, time: '2026-01-05' };
}

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const endpoints = ['authorization', 'token', 'revocation', 'userinfo'];
const discovery = (): object =>
  Object.fromEntries([
    ...endpoints.map((name) => [`${name}_endpoint`, `${origin()}/${name}`]),
    ['jwks_uri', `${origin()}/jwks`],
  ]);

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', origin());
  request.resume();
  if (url.pathname.endsWith('/pdf'))
    return void response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
  const pays = /^\/pay\/([\w-]+\/\w+)$/.exec(url.pathname)?.[1];
  if (pays && read.has(pays)) return void response.writeHead(409).end();
  if (pays) paid.add(pays);
  const company = /\/company\/([\w-]+)\//.exec(url.pathname)?.[1] ?? '';
  const answer = url.pathname.endsWith('/discovery')
    ? discovery()
    : answerQuery(url.searchParams.get('query') ?? '', company);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening on ${origin()}\n`));
process.once('SIGTERM', () => process.exit(0));
