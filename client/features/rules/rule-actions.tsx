import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleJson } from '../../../domain/api/rules.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

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
    refresh: ['GET /o/:org/rules'],
    onDone: ({ rule }) =>
      void navigate({ to: '/o/$org/rules/$rule', params: { org, rule: rule.id } }),
  });
}

function DeleteRule({ org, rule }: RuleActionsProps) {
  const t = useTranslations();
  const { name } = rule.settings;
  const { done } = useToasts();
  const [asking, setAsking] = useState(false);
  const remove = useChange('DELETE /o/:org/rules/:rule', {
    refresh: ['GET /o/:org/rules', 'GET /o/:org/invoices'],
    onDone: ({ dropped }) => {
      setAsking(false);
      done(t('r1.deleted', { name, dropped }));
    },
  });
  const label = t('r1.delete', { name });
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" aria-label={label} onClick={() => setAsking(true)}>
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        opened={asking}
        title={t('r1.deleteTitle', { name })}
        action={t('r1.deleteAction')}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ params: { org, rule: rule.id } })}
        onClose={() => setAsking(false)}
      >
        <Text>{t('r1.deleteText')}</Text>
      </ConfirmDialog>
    </>
  );
}
