import type { DeliveryProof } from '../../domain/api/proof.ts';
import { failureReasons } from '../../domain/deliveries/failure-reason.ts';
import type { Language } from '../../domain/rules/rule.ts';
import { proofWords, type ProofWords } from './proof-words.ts';
import { openSheet, type Sheet } from './sheet.ts';

interface Draw {
  sheet: Sheet;
  words: ProofWords;
  proof: DeliveryProof;
}

/** The proof to read and to print. `sha256` is that of the same proof as JSON. */
export function renderProof(
  proof: DeliveryProof,
  { sha256, language }: { sha256: string; language: Language },
): Promise<Buffer> {
  const words = proofWords[language];
  const sheet = openSheet({ title: words.title, language });
  const draw = { sheet, words, proof };
  sheet.title(words.title);
  sheet.paragraph(words.intro(proof.organisation.name), { quiet: true });
  drawFacts(draw);
  drawReasons(draw);
  drawMessage(draw);
  drawOutcome(draw);
  drawEvidence(draw);
  sheet.heading(words.checksum);
  sheet.paragraph(sha256, { mono: true });
  sheet.paragraph(words.checksumText, { quiet: true });
  return sheet.finish(words.page);
}

function drawFacts({ sheet, words, proof }: Draw): void {
  const { organisation, customer, delivery, message } = proof;
  const { envelope } = message;
  const listed = (addresses: string[] | undefined) => (addresses ?? []).join(', ');
  sheet.heading(words.what);
  sheet.fact(words.organisation, organisation.name);
  sheet.fact(words.customer, customer && (customer.name ?? customer.id));
  sheet.fact(words.channel, delivery.channel === 'email' ? words.email : delivery.channel);
  sheet.fact(words.from, envelope && `${envelope.from.name} <${envelope.from.address}>`);
  sheet.fact(words.replyTo, envelope && envelope.replyTo);
  sheet.fact(words.to, listed(envelope ? envelope.to : message.recipients));
  sheet.fact(words.cc, listed(envelope?.cc));
  sheet.fact(words.bcc, listed(envelope?.bcc));
  sheet.fact(words.handedOver, bothTimes(delivery.handedOverAt));
  sheet.fact(words.provider, delivery.provider);
  sheet.fact(words.providerId, delivery.providerId);
  sheet.fact(words.messageId, delivery.messageId);
  sheet.fact(words.deliveryId, delivery.id);
}

function drawReasons({ sheet, words, proof }: Draw): void {
  sheet.heading(words.why);
  for (const invoice of proof.invoices) {
    sheet.paragraph(words.invoice(invoice.number ?? invoice.id));
    const { rule } = invoice;
    sheet.paragraph(
      rule ? words.rule(rule.name, rule.version, invoice.stepDays) : words.invoiceItself,
    );
    sheet.fact(words.plannedOn, invoice.plannedOn);
    if (!rule) continue;
    if (!invoice.decision) {
      sheet.paragraph(words.noDecision, { quiet: true });
      continue;
    }
    sheet.fact(words.lookedAt, bothTimes(invoice.decision.at));
    for (const { name, verdict, says } of invoice.decision.gates)
      sheet.fact(name, `${words.verdicts[verdict]} – ${says}`);
  }
}

function drawMessage({ sheet, words, proof: { message } }: Draw): void {
  sheet.heading(words.message);
  sheet.fact(words.subject, message.subject);
  sheet.fact(words.htmlSum, message.htmlSha256);
  if (message.attachments.length === 0) sheet.fact(words.attachments, words.none);
  for (const { fileName, sizeBytes, sha256 } of message.attachments)
    sheet.fact(words.attachments, `${fileName}, ${words.bytes(sizeBytes)}\nSHA-256 ${sha256}`);
  sheet.paragraph(words.text, { quiet: true });
  sheet.paragraph(message.text, { mono: true });
}

function drawOutcome({ sheet, words, proof }: Draw): void {
  sheet.heading(words.outcome);
  for (const { address, outcome, reason } of proof.copies) {
    const known = failureReasons.find((one) => one === reason);
    const because = known === undefined ? '' : ` (${words.failures[known]})`;
    sheet.fact(address, outcome === null ? words.unheard : words.outcomes[outcome] + because);
  }
}

function drawEvidence({ sheet, words, proof }: Draw): void {
  sheet.heading(words.evidence);
  sheet.paragraph(words.hint, { quiet: true });
  for (const { kind, source, address, at, raw, rawKey } of proof.evidence) {
    const lines = [
      bothTimes(at),
      address === null ? '' : `${words.of} ${address}`,
      raw === '' ? '' : `${words.raw}: ${raw}`,
      `id ${rawKey}`,
    ];
    sheet.fact(`${kind} (${source})`, lines.filter(Boolean).join('\n'));
  }
}

function bothTimes({ local, utc }: DeliveryProof['delivery']['handedOverAt']): string {
  return `${local}\nUTC ${utc}`;
}
