import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { RuleJson } from '../../../domain/api/rules.ts';
import { useToasts } from '../../ui/toast.ts';
import { useUndoToast } from '../../ui/undo-toast.tsx';
import { useChange } from '../../ui/use-change.ts';
import { ruleReaders } from './readers.ts';

interface RuleActionsProps {
  org: string;
  rule: RuleJson;
}

/** Edit, duplicate, delete (BJ-21). */
export function RuleActions({ org, rule }: RuleActionsProps) {
  const t = useTranslations();
  const { name } = rule.settings;
  const params = { org, rule: rule.id };
  const names = {
    edit: t('r1.edit', { name }),
    duplicate: t('r1.duplicate', { name }),
  };
  const duplicate = useDuplicate(org);
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={names.edit}>
        <ActionIcon
          variant="subtle"
          aria-label={names.edit}
          renderRoot={(props) => <Link to="/o/$org/rules/$rule" params={params} {...props} />}
        >
          <IconPencil size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={names.duplicate}>
        <ActionIcon
          variant="subtle"
          aria-label={names.duplicate}
          loading={duplicate.isPending}
          onClick={() => duplicate.mutate({ params })}
        >
          <IconCopy size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <DeleteRule org={org} rule={rule} />
    </Group>
  );
}

/** The copy is off and opens in the editor. */
function useDuplicate(org: string) {
  const navigate = useNavigate();
  return useChange('POST /o/:org/rules/:rule/duplicate', {
    refresh: ruleReaders,
    onDone: ({ rule }) =>
      void navigate({ to: '/o/$org/rules/$rule', params: { org, rule: rule.id } }),
  });
}

/** Gone at once, with a way back for ten seconds, and for 30 days in the list of deleted rules (ux 6.4). */
function DeleteRule({ org, rule }: RuleActionsProps) {
  const t = useTranslations();
  const { name } = rule.settings;
  const { done } = useToasts();
  const offerUndo = useUndoToast();
  const restore = useChange('POST /o/:org/rules/:rule/restore', {
    refresh: ruleReaders,
    onDone: () => done(t('r1.restored', { name })),
  });
  const remove = useChange('DELETE /o/:org/rules/:rule', {
    refresh: ruleReaders,
    onDone: ({ dropped, wasEnabled }, { params }) =>
      offerUndo(t('r1.deleted', { name, dropped }), () =>
        restore.mutate({ params, body: { enabled: wasEnabled } }),
      ),
  });
  const label = t('r1.delete', { name });
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        aria-label={label}
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { org, rule: rule.id } })}
      >
        <IconTrash size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
