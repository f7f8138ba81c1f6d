import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { touched } from './changes.ts';
import { EndField, isEnd } from './end-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useSilenceSentence } from './words.ts';

interface ExtendDialogProps {
  org: string;
  row: SilenceRow;
  todayOn: string;
  onClose: () => void;
}

/** Gives a mute another last day, or none. */
export function ExtendDialog({ org, row, todayOn, onClose }: ExtendDialogProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const sentence = useSilenceSentence();
  const [untilOn, setUntilOn] = useState<string | null>(row.untilOn);
  const [isTried, setTried] = useState(false);
  const extend = useChange('PUT /o/:org/mutes/:mute', {
    refresh: touched,
    onDone: (changed) => {
      onClose();
      done(sentence(changed));
    },
    onFailed: () => undefined,
  });
  const submit = () => {
    setTried(true);
    if (!isEnd(untilOn, todayOn)) return;
    extend.mutate({ params: { org, mute: row.id }, body: { untilOn, version: row.version } });
  };
  return (
    <FormDialog
      title={t('silence.extendTitle')}
      action={t('silence.saveEnd')}
      busy={extend.isPending}
      error={extend.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <EndField
        value={untilOn}
        todayOn={todayOn}
        error={isTried && !isEnd(untilOn, todayOn) ? t('silence.dayMissing') : null}
        onChange={setUntilOn}
      />
    </FormDialog>
  );
}
