import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { fieldId } from './field-id.ts';
import { nextRow, problemOf, type AmountRow } from './amounts.ts';
import classes from './amount-rows.module.css';

interface AmountRowsProps {
  /** Name of the field, for the list of errors. */
  field: string;
  /** What the amounts are, for screen readers. */
  name: string;
  rows: AmountRow[];
  homeCurrency: string | null;
  /** Errors are shown once saving was tried. */
  isChecked: boolean;
  disabled: boolean;
  onChange: (rows: AmountRow[]) => void;
}

/** An amount for each currency; one figure never holds for two of them (E7). */
export function AmountRows(props: AmountRowsProps) {
  const t = useTranslations();
  const { field, name, rows, homeCurrency, disabled, onChange } = props;
  return (
    <Stack gap="xs" role="group" aria-label={name}>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('s4.amounts.none')}
        </Text>
      )}
      {rows.map((_, index) => (
        <Row key={index} {...props} index={index} />
      ))}
      <div>
        <Button
          id={fieldId(rows.length === 0 ? field : `${field}.add`)}
          variant="default"
          disabled={disabled}
          onClick={() => onChange([...rows, nextRow(rows, homeCurrency)])}
        >
          {t('s4.amounts.add')}
        </Button>
      </div>
    </Stack>
  );
}

function Row({
  field,
  rows,
  index,
  isChecked,
  disabled,
  onChange,
}: AmountRowsProps & { index: number }) {
  const t = useTranslations();
  const { currency = '', amount = '' } = rows[index] ?? {};
  const problem = isChecked ? problemOf(rows, index) : null;
  const words = {
    currency: t('s4.amounts.badCurrency'),
    twice: t('s4.amounts.twice', { currency }),
    amount: t('s4.amounts.badAmount'),
  };
  const isFirstWrong = rows.findIndex((_, one) => problemOf(rows, one) !== null) === index;
  const id = isFirstWrong ? { id: fieldId(field) } : {};
  const put = (change: Partial<AmountRow>) =>
    onChange(rows.map((row, one) => (one === index ? { ...row, ...change } : row)));
  return (
    <div className={classes.amount}>
      <TextInput
        {...(problem === 'amount' ? {} : id)}
        label={t('s4.amounts.currency')}
        maxLength={3}
        disabled={disabled}
        value={currency}
        error={problem === 'currency' || problem === 'twice' ? words[problem] : null}
        onChange={(event) => put({ currency: event.currentTarget.value.trim().toUpperCase() })}
      />
      <TextInput
        {...(problem === 'amount' ? id : {})}
        label={t('s4.amounts.amount')}
        inputMode="decimal"
        disabled={disabled}
        value={amount}
        error={problem === 'amount' ? words.amount : null}
        onChange={(event) => put({ amount: event.currentTarget.value.trim().replace(',', '.') })}
      />
      <ActionIcon
        className={classes.remove ?? ''}
        variant="subtle"
        size="lg"
        disabled={disabled}
        aria-label={t('s4.amounts.remove', { currency: currency || '–' })}
        onClick={() => onChange(rows.filter((_, one) => one !== index))}
      >
        <IconTrash size={18} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
