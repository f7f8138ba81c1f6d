import { setTimeout as wait } from 'node:timers/promises';
import { isObject, parseJson } from '../../kit/json.ts';
import { sendBytes } from './answer.ts';
import { downloadLink } from './attachable.ts';
import { runBatch } from './batch.ts';
import type { Call } from './call.ts';
import { printChanges, readChanges, showChanges } from './cdc.ts';
import { checkId } from './check.ts';
import { faults, gatewayFaults } from './faults.ts';
import { emailInvoice } from './invoice.ts';
import { parseMultipart } from './multipart.ts';
import { drawInvoice } from './pdf.ts';
import { present, withInvoiceLink } from './present.ts';
import { printResult, runQuery, showResult } from './query-run.ts';
import type { EntitySpec } from './specs.ts';
import { findSpec } from './specs.ts';
import { storeUploads } from './upload.ts';
import { performWrite } from './write.ts';

const PDF_TIMEOUT_MS = 120_000;

function specOf(call: Call): EntitySpec {
  const spec = findSpec(call.param('entity'));
  if (!spec) throw faults.unsupportedOperation();
  return spec;
}

export function handleQuery(call: Call, statement: string): void {
  if (statement.trim() === '') throw faults.missing('query');
  const result = runQuery(call.place, statement);
  call.answerLarge('QueryResponse', {
    print: () => printResult(result),
    show: () => showResult(result),
  });
}

export function handleChanges(call: Call): void {
  const changes = readChanges(call.place, call.option('entities'), call.option('changedsince'));
  call.answerLarge('CDCResponse', {
    print: () => printChanges(changes),
    show: () => showChanges(changes),
  });
}

export function handleBatch(call: Call): void {
  const text = call.text();
  const body = parseJson(text);
  if (!isObject(body)) throw faults.malformedBody();
  call.write(text, () => ({ BatchItemResponse: runBatch(call.place, body) }));
}

/** CompanyInfo is asked for by the realm's id, Preferences by none; both have the Id "1". */
export function handleSingle(call: Call): void {
  const spec = specOf(call);
  const entity = call.place.realm.table(spec.name).get('1');
  if (spec.kind !== 'single' || !entity) throw faults.unsupportedOperation();
  call.answer({ [spec.name]: entity });
}

export function handleRead(call: Call): void {
  const spec = specOf(call);
  if (spec.kind === 'single') return handleSingle(call);
  const id = call.param('id');
  checkId(id);
  const entity = call.place.realm.table(spec.name).get(id);
  if (!entity) throw faults.notFound();
  const shown = present(call.box, call.place.realm, spec, entity);
  call.answer({
    [spec.name]: spec.name === 'Invoice' ? withInvoiceLink(shown, call.option('include')) : shown,
  });
}

export function handleWrite(call: Call): void {
  const spec = specOf(call);
  const body = call.json();
  const operation = call.option('operation').toLowerCase();
  const include = call.option('include');
  const repeatable = JSON.stringify([spec.name, operation, include, body]);
  call.write(repeatable, () => {
    const answer = performWrite(call.place, { spec, operation, include, body });
    const written = answer[spec.name];
    return isObject(written)
      ? { [spec.name]: present(call.box, call.place.realm, spec, written) }
      : answer;
  });
}

/** A JSON content type with an empty body fails inside QuickBooks (facts: QuickBooks 3.2). */
export function handleSend(call: Call): void {
  const id = call.param('id');
  checkId(id);
  if ((call.request.get('content-type') ?? '').includes('json'))
    throw faults.system('java.lang.NullPointerException');
  const sendTo = call.option('sendto');
  if (!call.box.throttle.enterMail(call.place.realm.id)) throw gatewayFaults.throttled();
  call.write(`${id} ${sendTo}`, () => ({ Invoice: emailInvoice(call.place, id, sendTo) }));
}

export async function handlePdf(call: Call): Promise<void> {
  const { box, place, response } = call;
  const id = call.param('id');
  checkId(id);
  const invoice = place.realm.table('Invoice').get(id);
  if (!invoice) throw faults.notFound();
  switch (box.knobs.pdf) {
    case 'error':
      throw faults.system('An error occurred while generating the PDF');
    case 'timeout':
      await wait(PDF_TIMEOUT_MS, undefined, { ref: false });
      return sendBytes(
        response,
        504,
        'text/html',
        Buffer.from('<html><body>Gateway Timeout</body></html>'),
      );
    case 'html':
      return sendBytes(
        response,
        200,
        'text/html',
        Buffer.from('<html><body>Sign in</body></html>'),
      );
    case 'empty':
      return sendBytes(response, 200, 'application/pdf', Buffer.alloc(0));
    case 'ok':
      return sendBytes(response, 200, 'application/pdf', await drawInvoice(place.realm, invoice));
  }
}

export function handleUpload(call: Call): void {
  const parts = parseMultipart(call.request.get('content-type') ?? '', call.bytes);
  if (!parts) throw faults.malformedBody();
  const answers = storeUploads(call.place, parts);
  call.box.changed();
  call.answer({ AttachableResponse: answers });
}

/** Answers a text body that holds a fresh pre-signed address (facts: QuickBooks 3.8). */
export function handleDownload(call: Call): void {
  const id = call.param('id');
  checkId(id);
  if (!call.place.realm.files.has(id)) throw faults.notFound();
  const size = call.request.path.endsWith('/thumb') ? 'thumb' : '';
  const link = downloadLink(call.box, call.place.realm, id, size);
  sendBytes(call.response, 200, 'text/plain;charset=utf-8', Buffer.from(link));
}
