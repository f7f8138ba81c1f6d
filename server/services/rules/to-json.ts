import type { z } from 'zod';
import type { RuleJson, RuleSaved } from '../../../domain/api/rules.ts';
import type { RuleRecord } from '../../db/rules.ts';
import type { PlanCounts } from '../decisions/store-plans.ts';

export function toRuleJson(row: RuleRecord): RuleJson {
  return {
    id: row.id,
    version: row.version,
    enabled: row.enabled,
    settings: row.settings,
    changedAt: row.changedAt.toISOString(),
    changedBy: row.changedBy,
  };
}

export function toRuleSaved(row: RuleRecord, counts: PlanCounts | null): z.infer<typeof RuleSaved> {
  const replanned = counts && { stay: counts.kept, dropped: counts.dropped, added: counts.added };
  return { rule: toRuleJson(row), replanned };
}
