import { Anchor, List, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { TemplateCheck } from '../../../../domain/api/templates.ts';
import { Mark } from '../../../ui/status-badge.tsx';
import { useCheckSentence } from './check-sentence.ts';
import classes from './editor.module.css';

interface ChecksListProps {
  checks: TemplateCheck[];
  /** Leads to the part that a check is about. */
  onShow: (check: TemplateCheck) => void;
}

/** Errors keep the template from being saved, warnings do not. */
export function ChecksList({ checks, onShow }: ChecksListProps) {
  const t = useTranslations();
  const sentence = useCheckSentence();
  const errors = checks.filter(({ severity }) => severity === 'error').length;
  const ordered = checks.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return (
    <section aria-labelledby="checks-title" id="checks" tabIndex={-1} className={classes.found}>
      <Title order={2} size="h4" id="checks-title">
        {t('r6.checks')}
      </Title>
      <Text role="status" size="sm">
        {t('r6.checkCounts', { errors, warnings: checks.length - errors })}
      </Text>
      <List listStyleType="none" spacing={4} mt={4} className={classes.checks}>
        {ordered.map((check) => (
          <List.Item key={JSON.stringify(check)}>
            <Mark tone={check.severity === 'error' ? 'bad' : 'held'}>
              {check.severity === 'error' ? t('r6.error') : t('r6.warning')}
            </Mark>{' '}
            <Anchor component="button" type="button" onClick={() => onShow(check)}>
              {sentence(check)}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
