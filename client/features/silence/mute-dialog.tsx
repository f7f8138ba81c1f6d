import { Radio, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { muteLevels } from '../../../domain/api/silence.ts';
import { useChange } from '../../ui/use-change.ts';
import { touched } from './changes.ts';
import { EndField, isEnd } from './end-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import type { SilencedInvoice } from './silenced-invoice.ts';
import { useEndMute } from './use-end.ts';

interface MuteDialogProps {
  org: string;
  invoice: SilencedInvoice;
  todayOn: string;
  onClose: () => void;
}

type Level = (typeof muteLevels)[number];

/** Mutes this invoice, its customer or everything, with an end or without. */
export function MuteDialog({ org, invoice, todayOn, onClose }: MuteDialogProps) {
  const t = useTranslations();
  const [level, setLevel] = useState<Level>('invoice');
  const [untilOn, setUntilOn] = useState<string | null>('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const mute = useMute(onClose);
  const submit = () => {
    setTried(true);
    if (!isEnd(untilOn, todayOn)) return;
    const subjectId = { organisation: '', customer: invoice.customerId ?? '', invoice: invoice.id };
    mute.mutate({
      params: { org },
      body: { level, subjectId: subjectId[level], untilOn, reason: reason.trim() },
    });
  };
  return (
    <FormDialog
      title={t('silence.muteTitle')}
      action={t('silence.mute')}
      busy={mute.isPending}
      error={mute.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <LevelField invoice={invoice} value={level} onChange={setLevel} />
      <EndField
        value={untilOn}
        todayOn={todayOn}
        error={isTried && !isEnd(untilOn, todayOn) ? t('silence.dayMissing') : null}
        onChange={setUntilOn}
      />
      <TextInput
        label={t('silence.reason')}
        description={t('silence.reasonHelp')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

interface LevelFieldProps {
  invoice: SilencedInvoice;
  value: Level;
  onChange: (level: Level) => void;
}

function LevelField({ invoice, value, onChange }: LevelFieldProps) {
  const t = useTranslations();
  const labels: Record<Level, string> = {
    invoice: t('silence.thisInvoice', { number: invoice.number ?? '–' }),
    customer: t('silence.thisCustomer', { customer: invoice.customerName ?? '–' }),
    organisation: t('silence.everything'),
  };
  const offered = muteLevels.toReversed().filter((one) => one !== 'customer' || invoice.customerId);
  return (
    <Radio.Group
      label={t('silence.what')}
      value={value}
      onChange={(wanted) => onChange(muteLevels.find((one) => one === wanted) ?? 'invoice')}
    >
      <Stack gap={8} mt={8}>
        {offered.map((one) => (
          <Radio
            key={one}
            value={one}
            label={labels[one]}
            description={one === 'customer' ? t('silence.thisCustomerHelp') : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function useMute(onSaved: () => void) {
  const { tell } = useEndMute();
  return useChange('POST /o/:org/mutes', {
    refresh: touched,
    onDone: (row, { params: { org } }) => {
      onSaved();
      tell(org, row);
    },
    // The dialog stays open and tells it.
    onFailed: () => undefined,
  });
}
