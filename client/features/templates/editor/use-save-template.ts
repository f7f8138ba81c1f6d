import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TemplateJson } from '../../../../domain/api/templates.ts';
import { call } from '../../../api/call.ts';
import { ApiError, isStatus } from '../../../api/problem.ts';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';
import { useFailureToast } from '../../../ui/use-failure-toast.ts';
import type { Draft } from './draft.ts';

interface SaveTemplateOptions {
  org: string;
  template: TemplateJson;
  onSaved: (saved: TemplateJson) => void;
  /** The texts have errors, which the list of checks names. */
  onInvalid: () => void;
  /** Another template has this name. */
  onNameTaken: () => void;
}

/**
 * Saves as the next version of the one that was opened; a newer one that came in by itself does not count. When somebody else was faster,
 * holds their version so that the person can choose (ux 6.3).
 */
export function useSaveTemplate({ org, template, onSaved, ...failures }: SaveTemplateOptions) {
  const t = useTranslations();
  const { done } = useToasts();
  const tellFailure = useFailureToast();
  const [opened, setOpened] = useState(template.version);
  const [conflict, setConflict] = useState<TemplateJson | null>(null);
  const params = { org, template: template.id };
  const replace = useChange('PUT /o/:org/templates/:template', {
    refresh: [
      'GET /o/:org/templates',
      'GET /o/:org/templates/choices',
      'GET /o/:org/templates/preview',
      'GET /o/:org/templates/:template',
    ],
    onDone: (saved) => {
      setOpened(saved.version);
      setConflict(null);
      done(t('r6.saved'));
      onSaved(saved);
    },
    onFailed: (error) => void explain(error),
  });

  async function explain(error: unknown) {
    if (isStatus(error, 412)) {
      setConflict(await call('GET /o/:org/templates/:template', { params }));
      return;
    }
    const issues = error instanceof ApiError ? (error.problem?.issues ?? []) : [];
    if (issues.some(({ path }) => path === 'name')) failures.onNameTaken();
    else if (issues.length > 0) failures.onInvalid();
    tellFailure(error);
  }

  return {
    run: ({ name, texts }: Draft, version = opened) =>
      replace.mutate({ params, body: { name, texts, version } }),
    busy: replace.isPending,
    conflict,
    takeTheirs: (theirs: TemplateJson) => {
      setOpened(theirs.version);
      setConflict(null);
    },
  };
}
