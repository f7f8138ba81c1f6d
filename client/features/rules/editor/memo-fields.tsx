import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RulePreview } from '../../../../domain/api/rules.ts';
import { useOrganisation } from '../../../ui/use-organisation.ts';
import { inputOf, type SectionProps } from './form.ts';

const modes = ['off', 'include', 'ignore'] as const;

export type MemoCount = NonNullable<RulePreview['memo']>;

/** Memo filter (BJ-10), with the fields that it looks at (E52). The token stays while the filter is off, so that switching it on again finds it. */
export function MemoFields({ form, count }: SectionProps & { count: MemoCount | null }) {
  const t = useTranslations();
  const { mode, token } = form.values.settings.memo;
  const { connection } = useOrganisation();
  return (
    <>
      <Radio.Group
        label={t('r2.memo')}
        description={
          connection?.memo === 'reference'
            ? t('r2.memoFields.reference')
            : t('r2.memoFields.messages')
        }
        value={mode}
        onChange={(wanted) =>
          form.setFieldValue('settings.memo.mode', modes.find((one) => one === wanted) ?? 'off')
        }
      >
        <Stack gap={8} mt={4}>
          <Radio value="off" label={t('r2.memoOff')} />
          <Radio value="include" label={t('r2.memoInclude')} />
          <Radio value="ignore" label={t('r2.memoIgnore')} />
        </Stack>
      </Radio.Group>
      {mode !== 'off' && (
        <div>
          <TextInput
            {...inputOf(form, 'settings.memo.token')}
            label={t('r2.token')}
            description={t('r2.tokenHelp')}
            value={token}
            onChange={(event) =>
              form.setFieldValue('settings.memo.token', event.currentTarget.value)
            }
          />
          <Text size="sm" mt={4} role="status">
            {count && token.trim() !== '' ? t('r2.memoMatches', count) : ''}
          </Text>
        </div>
      )}
    </>
  );
}
