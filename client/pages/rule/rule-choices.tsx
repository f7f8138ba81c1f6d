import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { read } from '../../api/read.ts';
import type { Templates, Terms } from '../../features/rules/editor/draft.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';

interface RuleChoicesProps {
  org: string;
  children: (choices: { templates: Templates; terms: Terms }) => ReactNode;
}

/** Waits for what a rule can choose from; the editor needs it to fill a new rule and to read a saved one. */
export function RuleChoices({ org, children }: RuleChoicesProps) {
  const params = { org };
  const templates = useQuery(read('GET /o/:org/templates/choices', { params }));
  const terms = useQuery(read('GET /o/:org/terms', { params }));
  const error = templates.error ?? terms.error;
  if (templates.data && terms.data)
    return children({ templates: templates.data, terms: terms.data });
  if (!error) return <LateSkeleton />;
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        void templates.refetch();
        void terms.refetch();
      }}
    />
  );
}
