import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { ruleReaders } from './readers.ts';

interface RuleOrderProps {
  org: string;
  rule: { id: string; name: string };
  place: number;
  of: number;
  /** Not while the list is filtered: a place among some says nothing. */
  disabled: boolean;
}

/** A rule's place in the order of priority, with a button each way (ux 8: dragging is never the only way). */
export function RuleOrder({ org, rule, place, of, disabled }: RuleOrderProps) {
  const t = useTranslations();
  const { name } = rule;
  const { done } = useToasts();
  const move = useChange('PUT /o/:org/rules/:rule/position', {
    refresh: ruleReaders,
    onDone: (now) => done(t('r1.moved', { name, place: now.place })),
  });
  const go = (to: 'up' | 'down') => move.mutate({ params: { org, rule: rule.id }, body: { to } });
  return (
    <Group gap={2} wrap="nowrap">
      <span className="number">{place}</span>
      <ActionIcon
        variant="subtle"
        aria-label={t('r1.moveUp', { name })}
        aria-disabled={place === 1 || undefined}
        disabled={disabled}
        onClick={() => place > 1 && go('up')}
      >
        <IconArrowUp size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t('r1.moveDown', { name })}
        aria-disabled={place === of || undefined}
        disabled={disabled}
        onClick={() => place < of && go('down')}
      >
        <IconArrowDown size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
