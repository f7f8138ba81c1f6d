import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import { call } from '../../../api/call.ts';
import { ApiError, isStatus } from '../../../api/problem.ts';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';
import { useFailureToast } from '../../../ui/use-failure-toast.ts';
import { ruleReaders } from '../readers.ts';
import { useReplannedWords } from '../replanned.ts';
import { settingsOf, type Draft } from './draft.ts';
import { useServerIssues } from './validation.ts';

interface SaveRuleOptions {
  org: string;
  rule: RuleJson | null;
  onSaved: (id: string) => void;
  /** The server found fields wrong that we did not; by form field. */
  onInvalid: (errors: Record<string, string>) => void;
}

/** Saves a rule as its next version; when somebody else was faster, holds their version so that the person can choose (ux 6.3). */
export function useSaveRule({ org, rule, onSaved, onInvalid }: SaveRuleOptions) {
  const { done } = useToasts();
  const client = useQueryClient();
  const words = useReplannedWords();
  const tellFailure = useFailureToast();
  const issueWords = useServerIssues();
  const [conflict, setConflict] = useState<RuleJson | null>(null);
  const options = {
    refresh: ruleReaders,
    onDone: ({ rule: saved, replanned }: ResponseOf<'PUT /o/:org/rules/:rule'>) => {
      done(words(replanned));
      onSaved(saved.id);
    },
    onFailed: (error: unknown) => void explain(error),
  };
  const create = useChange('POST /o/:org/rules', options);
  const replace = useChange('PUT /o/:org/rules/:rule', options);

  async function explain(error: unknown) {
    if (rule !== null && (isStatus(error, 412) || isStatus(error, 409))) {
      const params = { org, rule: rule.id };
      setConflict(
        await client.fetchQuery({
          queryKey: ['GET /o/:org/rules/:rule', params, 'conflict'],
          queryFn: () => call('GET /o/:org/rules/:rule', { params }),
          staleTime: 0,
        }),
      );
      return;
    }
    const issues = error instanceof ApiError ? (error.problem?.issues ?? []) : [];
    onInvalid(issueWords(issues));
    tellFailure(error);
  }

  function run(draft: Draft, version?: number) {
    const body = { enabled: draft.enabled, settings: settingsOf(draft) };
    if (rule === null) return create.mutate({ params: { org }, body });
    const params = { org, rule: rule.id };
    replace.mutate({ params, body: { ...body, version: version ?? rule.version } });
  }

  return {
    run,
    busy: create.isPending || replace.isPending,
    isDone: create.isSuccess || replace.isSuccess,
    conflict,
    settle: () => setConflict(null),
  };
}
