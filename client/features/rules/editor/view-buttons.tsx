import { Button, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './editor.module.css';

export type View = 'form' | 'preview';

interface ViewButtonsProps {
  view: View;
  onChange: (view: View) => void;
}

/** Below 640 px form and preview take turns (ux 6.13a); on wider screens both are there, and these are not. */
export function ViewButtons({ view, onChange }: ViewButtonsProps) {
  const t = useTranslations();
  const names = { form: t('r2.viewForm'), preview: t('r2.viewPreview') };
  return (
    <Group gap="xs" mb="sm" className={classes.views ?? ''} role="group" aria-label={t('r2.view')}>
      {(['form', 'preview'] as const).map((one) => (
        <Button
          key={one}
          variant={one === view ? 'filled' : 'default'}
          aria-pressed={one === view}
          onClick={() => onChange(one)}
        >
          {names[one]}
        </Button>
      ))}
    </Group>
  );
}
