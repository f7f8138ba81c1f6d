import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Language } from '../../../../domain/rules/rule.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';

// The library that compares and the words of all built-in templates are needed here only (ux 9).
const BuiltInDifferences = lazy(() => import('./built-in-differences.tsx'));

interface CompareBuiltInProps {
  /** The built-in template that this one was made from. */
  basedOn: string;
  language: Language;
  text: TemplateText;
}

/** How the text of one language differs from the built-in one (ux R5). */
export function CompareBuiltIn(props: CompareBuiltInProps) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t('r6.compareBuiltIn')}
      </Button>
      <Dialog opened={isOpen} size="lg" title={t('r6.compareTitle')} onClose={() => setOpen(false)}>
        <Suspense fallback={<LateSkeleton rows={6} />}>
          <BuiltInDifferences {...props} />
        </Suspense>
      </Dialog>
    </>
  );
}
