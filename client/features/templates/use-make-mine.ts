import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { TemplateRow } from '../../../domain/api/templates.ts';
import type { TemplateKind } from '../../../domain/templates/template.ts';
import { useLanguageCode } from '../../ui/sentences.ts';
import { useChange } from '../../ui/use-change.ts';

/** Copies a template, or starts a blank one, and opens it in the editor. */
export function useMakeMine(org: string) {
  const t = useTranslations();
  const language = useLanguageCode();
  const navigate = useNavigate();
  const change = useChange('POST /o/:org/templates', {
    refresh: ['GET /o/:org/templates', 'GET /o/:org/templates/choices'],
    onDone: ({ id }) =>
      void navigate({ to: '/o/$org/templates/$template', params: { org, template: id } }),
  });
  return {
    busy: change.isPending,
    copy: ({ id, kind, name, builtIn }: Pick<TemplateRow, 'id' | 'kind' | 'name' | 'builtIn'>) => {
      const words = { name: name[language] };
      const copied = builtIn ? t('r5.mineName', words) : t('r5.copyName', words);
      change.mutate({ params: { org }, body: { name: copied, from: id, kind } });
    },
    blank: (kind: TemplateKind) =>
      change.mutate({ params: { org }, body: { name: t('r5.blankName'), from: null, kind } }),
  };
}
