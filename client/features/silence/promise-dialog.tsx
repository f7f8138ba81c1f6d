import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { usualGraceDays } from '../../../domain/gates/promise.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { AmountField, isAmount } from './amount-input.tsx';
import { readAmount } from './amount-field.ts';
import { touched } from './changes.ts';
import { FormDialog } from './form-dialog.tsx';
import type { SilencedInvoice } from './silenced-invoice.ts';
import { useSilenceSentence } from './words.ts';

interface PromiseDialogProps {
  org: string;
  invoice: SilencedInvoice;
  todayOn: string;
  onClose: () => void;
}

const MOST_GRACE = 30;

/** Records when a customer said that it will pay. */
export function PromiseDialog({ org, invoice, todayOn, onClose }: PromiseDialogProps) {
  const t = useTranslations();
  const [promisedOn, setPromisedOn] = useState('');
  const [graceDays, setGraceDays] = useState(usualGraceDays);
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const record = useRecord(onClose);
  const amount = readAmount(typed, invoice.currency, invoice.openMinor);
  const isDay = promisedOn >= todayOn;
  const submit = () => {
    setTried(true);
    if (!isDay || !isAmount(amount)) return;
    record.mutate({
      params: { org, invoice: invoice.id },
      body: { promisedOn, graceDays, amountMinor: amount, note: note.trim() },
    });
  };
  return (
    <FormDialog
      title={t('silence.promiseTitle', { number: invoice.number ?? '–' })}
      action={t('silence.recordPromise')}
      busy={record.isPending}
      error={record.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('silence.promisedOn')}
        min={todayOn}
        value={promisedOn}
        error={isTried && !isDay ? t('silence.dayMissing') : null}
        onChange={(event) => setPromisedOn(event.currentTarget.value)}
        w={{ base: '100%', xs: 220 }}
        data-autofocus
      />
      <NumberInput
        label={t('silence.grace')}
        description={t('silence.graceHelp')}
        min={0}
        max={MOST_GRACE}
        allowDecimal={false}
        value={graceDays}
        onChange={(days) => setGraceDays(Number(days) || 0)}
      />
      <AmountField
        label={t('silence.promisedAmount')}
        typed={typed}
        amount={amount}
        invoice={invoice}
        isTried={isTried}
        onChange={setTyped}
      />
      <TextInput
        label={t('silence.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function useRecord(onSaved: () => void) {
  const { done } = useToasts();
  const sentence = useSilenceSentence();
  return useChange('POST /o/:org/invoices/:invoice/promises', {
    refresh: touched,
    onDone: (row) => {
      onSaved();
      done(sentence(row));
    },
    onFailed: () => undefined,
  });
}
