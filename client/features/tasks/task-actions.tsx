import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EndpointKey } from '../../../domain/api/endpoints.ts';
import type { TaskRow } from '../../../domain/api/tasks.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useUndoToast } from '../../ui/undo-toast.tsx';
import { useChange } from '../../ui/use-change.ts';
import { useFormats } from '../../ui/formats.ts';

interface TaskActionsProps {
  org: string;
  task: TaskRow;
  /** The task in words, for the names of the buttons. */
  name: string;
  todayOn: string;
}

const touched: EndpointKey[] = ['GET /o/:org/tasks', 'GET /o/:org/activity'];

/** Does a task, takes it on, puts it off; what is done can be reopened. */
export function TaskActions({ org, task, name, todayOn }: TaskActionsProps) {
  const t = useTranslations();
  const [isPostponing, setPostponing] = useState(false);
  const { busy, finish, reopen, take } = useTaskChanges(org, task);
  const of = (action: string) => ({ 'aria-label': t('w9.actionOf', { action, task: name }) });
  const look = { variant: 'default', size: 'compact-md', loading: busy } as const;
  if (task.state === 'done')
    return (
      <Button {...look} {...of(t('w9.reopen'))} onClick={() => reopen(task)}>
        {t('w9.reopen')}
      </Button>
    );
  const isMine = task.owner?.isMe ?? false;
  const taking = isMine ? t('w9.giveUp') : t('w9.take');
  return (
    <Group gap="xs">
      <Button {...look} {...of(t('w9.done'))} onClick={finish}>
        {t('w9.done')}
      </Button>
      <Button {...look} {...of(taking)} onClick={() => take(!isMine)}>
        {taking}
      </Button>
      <Button {...look} {...of(t('w9.postpone'))} onClick={() => setPostponing(true)}>
        {t('w9.postpone')}
      </Button>
      {isPostponing && (
        <PostponeDialog
          org={org}
          task={task}
          todayOn={todayOn}
          onClose={() => setPostponing(false)}
        />
      )}
    </Group>
  );
}

function useTaskChanges(org: string, task: TaskRow) {
  const t = useTranslations();
  const undoable = useUndoToast();
  // A task that is done leaves the list at once, so the toast cannot hang on its own row.
  const change = useChange('PATCH /o/:org/tasks/:task', {
    refresh: touched,
    onDone: (row, { body }) => {
      if (body.state === 'done') undoable(t('w9.isDone'), () => reopen(row));
    },
  });
  const params = { org, task: task.id };
  const reopen = ({ version }: TaskRow) =>
    change.mutate({ params, body: { version, state: 'open' } });
  return {
    busy: change.isPending,
    reopen,
    finish: () => change.mutate({ params, body: { version: task.version, state: 'done' } }),
    take: (mine: boolean) => change.mutate({ params, body: { version: task.version, mine } }),
  };
}

interface PostponeDialogProps {
  org: string;
  task: TaskRow;
  todayOn: string;
  onClose: () => void;
}

function PostponeDialog({ org, task, todayOn, onClose }: PostponeDialogProps) {
  const t = useTranslations();
  const { day } = useFormats();
  const { done } = useToasts();
  const [dueOn, setDueOn] = useState(task.dueOn < todayOn ? todayOn : task.dueOn);
  const isGood = dueOn >= todayOn;
  const change = useChange('PATCH /o/:org/tasks/:task', {
    refresh: touched,
    onDone: (row) => {
      onClose();
      done(t('w9.postponed', { on: day(row.dueOn) }));
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('w9.postponeTitle')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isGood) return;
          change.mutate({
            params: { org, task: task.id },
            body: { version: task.version, dueOn },
          });
        }}
      >
        <TextInput
          type="date"
          label={t('w9.dueOn')}
          min={todayOn}
          value={dueOn}
          error={isGood ? null : t('silence.dayMissing')}
          onChange={(event) => setDueOn(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('w9.postponeAction')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
