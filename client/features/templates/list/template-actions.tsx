import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TemplateRow } from '../../../../domain/api/templates.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';
import { useMakeMine } from '../use-make-mine.ts';

interface TemplateActionsProps {
  org: string;
  row: TemplateRow;
}

/** Edit and delete for own ones; any can be made one's own. */
export function TemplateActions({ org, row }: TemplateActionsProps) {
  const t = useTranslations();
  const name = row.name[useLanguageCode()];
  const mine = useMakeMine(org);
  const labels = {
    edit: t('r5.edit', { name }),
    copy: row.builtIn ? t('r5.makeMine', { name }) : t('r5.duplicate', { name }),
  };
  return (
    <Group gap={4} wrap="nowrap">
      {!row.builtIn && (
        <Tooltip label={labels.edit}>
          <ActionIcon
            variant="subtle"
            aria-label={labels.edit}
            renderRoot={(props) => (
              <Link
                to="/o/$org/templates/$template"
                params={{ org, template: row.id }}
                {...props}
              />
            )}
          >
            <IconPencil size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={labels.copy}>
        <ActionIcon
          variant="subtle"
          aria-label={labels.copy}
          loading={mine.busy}
          onClick={() => mine.copy(row)}
        >
          <IconCopy size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {!row.builtIn && <DeleteTemplate org={org} row={row} name={name} />}
    </Group>
  );
}

function DeleteTemplate({ org, row, name }: TemplateActionsProps & { name: string }) {
  const t = useTranslations();
  const [asking, setAsking] = useState(false);
  const label = t('r5.delete', { name });
  const close = () => setAsking(false);
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" aria-label={label} onClick={() => setAsking(true)}>
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {row.usedBy.length > 0 ? (
        <InUse org={org} row={row} name={name} opened={asking} onClose={close} />
      ) : (
        <ConfirmDelete org={org} row={row} name={name} opened={asking} onClose={close} />
      )}
    </>
  );
}

interface DeleteDialogProps extends TemplateActionsProps {
  name: string;
  opened: boolean;
  onClose: () => void;
}

/** Deleting is blocked; says by which rules. */
function InUse({ org, row, name, opened, onClose }: DeleteDialogProps) {
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('r5.inUseTitle', { name })}>
      <Text>{t('r5.inUseText')}</Text>
      <ul>
        {row.usedBy.map((rule) => (
          <li key={rule.id}>
            <Link to="/o/$org/rules/$rule" params={{ org, rule: rule.id }}>
              {rule.name}
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function ConfirmDelete({ org, row, name, opened, onClose }: DeleteDialogProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const remove = useChange('DELETE /o/:org/templates/:template', {
    refresh: ['GET /o/:org/templates', 'GET /o/:org/templates/choices'],
    onDone: () => {
      onClose();
      done(t('r5.deleted', { name }));
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t('r5.deleteTitle', { name })}
      action={t('r5.deleteAction')}
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ params: { org, template: row.id } })}
      onClose={onClose}
    >
      <Text>{t('r5.deleteText')}</Text>
    </ConfirmDialog>
  );
}
