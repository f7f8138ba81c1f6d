import '@mantine/core/styles/Radio.css';
import { NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import {
  choices,
  isLimited,
  type GoLiveDraft,
  type missingIn,
  type OldInvoices,
} from './go-live-choice.ts';

interface OldInvoicesFieldsProps {
  draft: GoLiveDraft;
  old: OldInvoices;
  missing: ReturnType<typeof missingIn>;
  onChange: (change: Partial<GoLiveDraft>) => void;
}

/** What happens to invoices that were late before Dunlin, and how many of them may begin on one day. */
export function OldInvoicesFields({ draft, old, missing, onChange }: OldInvoicesFieldsProps) {
  const t = useTranslations();
  const names = {
    'by-rule': t('r1.old.byRule'),
    skip: t('r1.old.skip'),
    'start-at-step': t('r1.old.startAtStep'),
    'start-fresh': t('r1.old.startFresh'),
  };
  const helps = {
    'by-rule': t('r1.old.byRuleHelp'),
    skip: t('r1.old.skipHelp'),
    'start-at-step': t('r1.old.startAtStepHelp'),
    'start-fresh': t('r1.old.startFreshHelp'),
  };
  const { invoices, customers, oldestDaysLate } = old;
  return (
    <Stack gap="sm">
      <Radio.Group
        data-missing={missing === 'choice' || undefined}
        label={t('r1.old.question')}
        description={t('r1.old.count', { invoices, customers, days: oldestDaysLate ?? 0 })}
        error={missing === 'choice' ? t('r1.old.missing') : null}
        value={draft.choice ?? ''}
        onChange={(wanted) => onChange({ choice: choices.find((one) => one === wanted) ?? null })}
      >
        <Stack gap={8} mt={8}>
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={names[choice]} description={helps[choice]} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.choice === 'start-at-step' && (
        <NumberInput
          {...wholeNumber}
          label={t('r1.old.step')}
          description={t('r1.old.stepHelp', { steps: Math.max(1, old.steps) })}
          max={Math.max(1, old.steps)}
          value={Number.isNaN(draft.step) ? '' : draft.step}
          error={
            missing === 'step' ? t('r1.old.stepWrong', { steps: Math.max(1, old.steps) }) : null
          }
          onChange={(step) => onChange({ step: numberOf(step) })}
        />
      )}
      {draft.choice !== null && draft.choice !== 'skip' && (
        <DailyLimit draft={draft} old={old} missing={missing} onChange={onChange} />
      )}
    </Stack>
  );
}

function DailyLimit({ draft, old, missing, onChange }: OldInvoicesFieldsProps) {
  const t = useTranslations();
  const limited = isLimited(draft, old);
  return (
    <>
      <Switch
        label={t('r1.old.limit')}
        description={t('r1.old.limitHelp')}
        checked={limited}
        onChange={(event) => onChange({ limited: event.currentTarget.checked })}
      />
      {limited && (
        <NumberInput
          {...wholeNumber}
          label={t('r1.old.perDay')}
          max={10_000}
          value={Number.isNaN(draft.perDay) ? '' : draft.perDay}
          error={missing === 'perDay' ? t('r1.old.perDayWrong') : null}
          onChange={(perDay) => onChange({ perDay: numberOf(perDay) })}
        />
      )}
    </>
  );
}

const wholeNumber = {
  min: 1,
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: 'none',
  styles: { wrapper: { maxWidth: 220 } },
} as const;

const numberOf = (value: number | string) => (typeof value === 'number' ? value : Number.NaN);
