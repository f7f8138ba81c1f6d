import { List } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Difference } from '../../../../domain/rules/differences.ts';
import { useDifferenceWords } from './difference-words.ts';

/** What differs between two states of a rule, a line for each field. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const t = useTranslations();
  const words = useDifferenceWords();
  return (
    <List my="xs" size="sm">
      {differences.length === 0 && <List.Item>{t('r2.history.same')}</List.Item>}
      {differences.map((one) => (
        <List.Item key={`${one.field} ${one.stepDays}`}>{words(one)}</List.Item>
      ))}
    </List>
  );
}
