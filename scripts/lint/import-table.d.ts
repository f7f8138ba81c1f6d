import type { Rule } from 'eslint';

export function problemOf(file: string, source: string, isTypeOnly?: boolean): string | null;
export const importTableRule: Rule.RuleModule;
