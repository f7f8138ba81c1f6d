import { useTranslations } from 'use-intl';
import { findField } from '../../../../domain/templates/fields.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import type { NodeWords } from './nodes.ts';

const IF = /^\{%-?\s*(if|elsif|unless)\s+([a-z_]+\.[a-z_]+)\s*(.*?)\s*-?%\}$/;

/** Fields and conditions in words; what has none stands as its source. */
export function useNodeWords(): NodeWords {
  const t = useTranslations();
  const language = useLanguageCode();
  const labelOf = (path: string) => findField(path)?.label[language];
  return {
    field: (path) => {
      const label = labelOf(path);
      return label === undefined
        ? { spoken: t('r6.chip.unknown'), label: path }
        : { spoken: t('r6.chip.field'), label };
    },
    condition: (source) => {
      if (/^\{%-?\s*else\s*-?%\}$/.test(source)) return t('r6.raw.else');
      if (/^\{%-?\s*end(if|unless)\s*-?%\}$/.test(source)) return t('r6.raw.end');
      const [, kind, path = '', rest = ''] = IF.exec(source) ?? [];
      const label = labelOf(path);
      if (label === undefined) return source;
      const condition = [label, rest].filter((part) => part !== '').join(' ');
      return kind === 'unless' ? t('r6.raw.unless', { condition }) : t('r6.raw.if', { condition });
    },
    table: t('r6.raw.table'),
  };
}
