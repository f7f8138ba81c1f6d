import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { PreviewMessage } from '../../../../domain/api/rules.ts';
import type { Language, Step } from '../../../../domain/rules/rule.ts';
import { addressOf } from '../../../api/call.ts';
import { read } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { MessageFrame } from '../../../ui/message-frame.tsx';
import { useLanguageCode } from '../../../ui/sentences.ts';
import type { Templates } from './draft.ts';

/** Which message to show; what is left out follows the draft. */
export interface Choice {
  invoice?: string;
  template?: string;
  language?: Language;
}

interface MessagePreviewProps {
  org: string;
  steps: Step[];
  templates: Templates;
  messages: PreviewMessage[];
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

/** The very message that would be sent, rendered by the server with a real invoice. */
export function MessagePreview({
  org,
  steps,
  templates,
  messages,
  choice,
  onChoose,
}: MessagePreviewProps) {
  const t = useTranslations();
  const spoken = useLanguageCode();
  const template = choice.template ?? steps[0]?.templateId ?? templates[0]?.id ?? '';
  const language = choice.language ?? spoken;
  const query = { template, language, ...(choice.invoice ? { invoice: choice.invoice } : {}) };
  const { data, error } = useQuery({
    ...read('GET /o/:org/templates/preview', { params: { org }, query }),
    enabled: template !== '',
  });
  const invoices = [...new Map(messages.map((message) => [message.invoiceId, message])).values()];
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('r2.message')}
      </Title>
      <NativeSelect
        label={t('r2.template')}
        value={template}
        data={templates.map(({ id, name }) => ({ value: id, label: name[spoken] }))}
        onChange={(event) => onChoose({ ...choice, template: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('r2.language')}
        value={language}
        data={[
          { value: 'en', label: t('language.en') },
          { value: 'fr', label: t('language.fr') },
        ]}
        onChange={(event) =>
          onChoose({ ...choice, language: event.currentTarget.value === 'fr' ? 'fr' : 'en' })
        }
      />
      <NativeSelect
        label={t('r2.invoice')}
        value={choice.invoice ?? ''}
        data={[
          { value: '', label: t('r2.mostOverdue') },
          ...invoices.map((message) => ({
            value: message.invoiceId,
            label: invoiceLabel(message),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const { invoice: _before, ...others } = choice;
          onChoose(value === '' ? others : { ...others, invoice: value });
        }}
      />
      {error && <ErrorState error={error} />}
      {data && (
        <>
          <Text fw={600} lang={data.language}>
            {data.subject}
          </Text>
          <MessageFrame
            src={addressOf('/o/:org/templates/preview/frame', { params: { org }, query })}
            title={t('r2.messageFrame')}
            lang={data.language}
          />
        </>
      )}
    </Stack>
  );
}

function invoiceLabel({ invoiceNumber, customerName }: PreviewMessage): string {
  return [invoiceNumber, customerName].filter((part) => part !== null).join(' · ');
}
