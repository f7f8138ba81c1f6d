import { and, eq, inArray } from 'drizzle-orm';
import type { GateResult, Verdict } from '../../domain/gates/gate.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { PreparedRule } from '../../domain/rules/prepare.ts';
import type { Step } from '../../domain/rules/rule.ts';
import { decision } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export interface HeldStep {
  invoiceId: string;
  rule: PreparedRule;
  step: Step;
  because: GateResult;
}

/** Holds already told about these invoices, as `invoice step reason`. */
export async function heldAlready(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceIds: string[],
): Promise<Set<string>> {
  const rows = await tx
    .select({ invoiceId: decision.invoiceId, stepId: decision.stepId, gates: decision.gates })
    .from(decision)
    .where(
      and(
        eq(decision.organisationId, organisationId),
        inArray(decision.invoiceId, invoiceIds),
        eq(decision.verdict, 'hold'),
        eq(decision.phase, 'plan'),
      ),
    );
  return new Set(
    rows.map((row) => `${row.invoiceId} ${row.stepId ?? ''} ${row.gates.at(-1)?.reason ?? ''}`),
  );
}

export async function noteHeldDecisions(
  tx: Tx,
  organisationId: OrganisationId,
  held: HeldStep[],
  now: Date,
): Promise<void> {
  if (held.length === 0) return;
  await tx.insert(decision).values(
    held.map(({ invoiceId, rule, step, because }) => ({
      organisationId,
      invoiceId,
      ruleId: rule.id,
      ruleVersion: rule.version,
      stepId: step.id,
      phase: 'plan' as const,
      verdict: 'hold' as const,
      decidedBy: because.gate,
      gates: [because],
      decidedAt: now,
    })),
  );
}

/** What the gates said at the last look before a message left, or why it did not. */
export async function noteLastLook(
  tx: Tx,
  organisationId: OrganisationId,
  look: {
    invoiceId: string;
    ruleId: string;
    ruleVersion: number;
    stepId: string | null;
    verdict: Verdict;
    now: Date;
  },
): Promise<void> {
  await tx.insert(decision).values({
    organisationId,
    invoiceId: look.invoiceId,
    ruleId: look.ruleId,
    ruleVersion: look.ruleVersion,
    stepId: look.stepId,
    phase: 'send',
    verdict: look.verdict.kind,
    decidedBy: look.verdict.decidedBy,
    gates: look.verdict.gates,
    decidedAt: look.now,
  });
}
