import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { toDecimal } from '../../../domain/money.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { AmountField, isAmount } from './amount-input.tsx';
import { readAmount } from './amount-field.ts';
import { touched } from './changes.ts';
import { EndField, isEnd } from './end-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import type { SilencedInvoice } from './silenced-invoice.ts';

interface DisputeDialogProps {
  org: string;
  invoice: SilencedInvoice;
  /** The one to change; null opens a new one. */
  open: SilenceRow | null;
  todayOn: string;
  onClose: () => void;
}

/** Opens a dispute about an invoice or a part of it, or changes the one that is open. */
export function DisputeDialog({ org, invoice, open, todayOn, onClose }: DisputeDialogProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState(() => amountText(open, invoice.currency));
  const [reason, setReason] = useState(open?.reason ?? '');
  const [owner, setOwner] = useState(open?.owner ?? '');
  const [untilOn, setUntilOn] = useState<string | null>(open ? open.untilOn : null);
  const [isTried, setTried] = useState(false);
  const save = useSave(org, invoice.id, open, onClose);
  const amount = readAmount(typed, invoice.currency, invoice.openMinor);
  // An end that has gone by may stay as it is.
  const isGoodEnd = isEnd(untilOn, todayOn) || (open !== null && untilOn === open.untilOn);
  const submit = () => {
    setTried(true);
    if (!isGoodEnd || !isAmount(amount)) return;
    save.run({ amountMinor: amount, reason: reason.trim(), owner: owner.trim(), untilOn });
  };
  return (
    <FormDialog
      title={
        open
          ? t('silence.disputeChangeTitle', { number: invoice.number ?? '–' })
          : t('silence.disputeTitle', { number: invoice.number ?? '–' })
      }
      action={open ? t('silence.saveDispute') : t('silence.openDispute')}
      busy={save.busy}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('silence.disputeReason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <AmountField
        label={t('silence.disputedAmount')}
        typed={typed}
        amount={amount}
        invoice={invoice}
        isTried={isTried}
        onChange={setTyped}
      />
      <TextInput
        label={t('silence.owner')}
        description={t('silence.ownerHelp')}
        maxLength={200}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      <EndField
        value={untilOn}
        todayOn={todayOn}
        error={isTried && !isGoodEnd ? t('silence.dayMissing') : null}
        onChange={setUntilOn}
      />
    </FormDialog>
  );
}

function amountText(open: SilenceRow | null, currency: string | null): string {
  if (!open || open.amountMinor === null) return '';
  return toDecimal({ minor: open.amountMinor, currency: currency ?? 'USD' });
}

interface Draft {
  amountMinor: number | null;
  reason: string;
  owner: string;
  untilOn: string | null;
}

function useSave(org: string, invoice: string, open: SilenceRow | null, onSaved: () => void) {
  const t = useTranslations();
  const { done } = useToasts();
  const options = {
    refresh: touched,
    onDone: () => {
      onSaved();
      done(open ? t('silence.disputeSaved') : t('silence.disputeOpened'));
    },
    // The dialog stays open and tells it.
    onFailed: () => undefined,
  };
  const add = useChange('POST /o/:org/invoices/:invoice/disputes', options);
  const change = useChange('PUT /o/:org/disputes/:dispute', options);
  return {
    busy: add.isPending || change.isPending,
    error: add.error ?? change.error,
    run: (draft: Draft) =>
      open
        ? change.mutate({
            params: { org, dispute: open.id },
            body: { ...draft, version: open.version },
          })
        : add.mutate({ params: { org, invoice }, body: draft }),
  };
}
