import { NativeSelect, NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { classOf, WeekendShift } from '../../../../domain/rules/rule.ts';
import { numberOf, shownNumber } from '../../../ui/numbers.ts';
import { inputOf, type SectionProps } from './form.ts';
import { Section } from './section.tsx';
import classes from './editor.module.css';

/** What has a good default: bundles, days off, missed steps, and the end of a chase. */
export function MoreSection({ form }: SectionProps) {
  const t = useTranslations();
  const { settings } = form.values;
  const bundled = settings.bundle ? t('r2.bundle') : t('r2.oneEach');
  return (
    <Section form={form} section="more" state={bundled}>
      <Radio.Group
        label={t('r2.several')}
        value={settings.bundle ? 'bundle' : 'each'}
        onChange={(wanted) => form.setFieldValue('settings.bundle', wanted === 'bundle')}
      >
        <Stack gap={8} mt={4}>
          <Radio value="bundle" label={t('r2.bundle')} />
          <Radio value="each" label={t('r2.oneEach')} />
        </Stack>
      </Radio.Group>
      <Weekend form={form} />
      <Missed form={form} />
      {classOf(settings) === 'overdue' && (
        <NativeSelect
          label={t('r2.afterLast')}
          description={t('r2.afterLastHelp')}
          value={settings.afterLast}
          data={[
            { value: 'task', label: t('r2.afterLastTask') },
            { value: 'nothing', label: t('r2.afterLastNothing') },
          ]}
          onChange={(event) =>
            form.setFieldValue(
              'settings.afterLast',
              event.currentTarget.value === 'nothing' ? 'nothing' : 'task',
            )
          }
        />
      )}
    </Section>
  );
}

/** E41. The default is named, because it differs by condition. */
function Weekend({ form }: SectionProps) {
  const t = useTranslations();
  const { settings } = form.values;
  const isBefore = classOf(settings) === 'coming_due';
  const names = {
    usual: isBefore ? t('r2.weekendUsualBefore') : t('r2.weekendUsualAfter'),
    after: t('r2.weekendAfter'),
    before: t('r2.weekendBefore'),
    send: t('r2.weekendSend'),
  };
  return (
    <NativeSelect
      {...inputOf(form, 'settings.weekend')}
      label={t('r2.weekend')}
      description={t('r2.weekendHelp')}
      value={settings.weekend}
      data={WeekendShift.options.map((value) => ({ value, label: names[value] }))}
      onChange={({ currentTarget: { value } }) =>
        form.setFieldValue(
          'settings.weekend',
          WeekendShift.options.find((one) => one === value) ?? 'usual',
        )
      }
    />
  );
}

const missedModes = ['newest', 'all', 'never'] as const;

/** Product.md 4, idea 14; E43. */
function Missed({ form }: SectionProps) {
  const t = useTranslations();
  const { mode, maxDays } = form.values.settings.missed;
  const names = {
    newest: t('r2.missedNewest'),
    all: t('r2.missedAll'),
    never: t('r2.missedNever'),
  };
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t('r2.missed')}
        description={t('r2.missedHelp')}
        value={mode}
        data={missedModes.map((value) => ({ value, label: names[value] }))}
        onChange={({ currentTarget: { value } }) =>
          form.setFieldValue(
            'settings.missed.mode',
            missedModes.find((one) => one === value) ?? 'newest',
          )
        }
      />
      {mode !== 'never' && (
        <NumberInput
          {...inputOf(form, 'settings.missed.maxDays')}
          label={t('r2.missedMax')}
          description={t('r2.missedMaxHelp')}
          value={maxDays === null ? '' : shownNumber(maxDays)}
          min={0}
          max={999}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          onChange={(days) =>
            form.setFieldValue('settings.missed.maxDays', days === '' ? null : numberOf(days))
          }
        />
      )}
    </div>
  );
}
