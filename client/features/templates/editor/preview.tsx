import { Group, NativeSelect, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TextPreview } from '../../../../domain/api/templates.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import { read } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import type { Draft } from './draft.ts';
import classes from './editor.module.css';
import { PreviewFrame } from './preview-frame.tsx';

export interface Example {
  /** Null is one that became overdue lately. */
  invoice: string | null;
  bundle: boolean;
}

interface PreviewProps {
  org: string;
  template: string;
  company: string;
  language: Language;
  /** Texts as they stood still last. */
  texts: Draft['texts'];
  example: Example;
  onExample: (example: Example) => void;
}

/** What a text would find when saved and how it looks, asked 400 ms after the last change. */
export function useTextPreview({
  org,
  template,
  language,
  texts,
  example,
}: Omit<PreviewProps, 'company' | 'onExample'>) {
  const body = { template, language, texts, ...example };
  const query = useQuery({
    ...read('POST /o/:org/templates/preview', { params: { org }, body }),
    placeholderData: (previous) => previous,
  });
  return { ...query, body };
}

/** The message as its reader gets it, made by the server of real invoices. */
export function Preview(props: PreviewProps) {
  const t = useTranslations();
  const { data, error, isFetching, refetch, body } = useTextPreview(props);
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [part, setPart] = useState<'html' | 'text'>('html');
  const message = data?.message ?? null;
  return (
    <section aria-label={t('r6.preview')} aria-busy={isFetching}>
      <p className="visually-hidden" role="status">
        {data && !isFetching ? t('r6.previewUpdated') : ''}
      </p>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('r6.preview')}
        </Title>
        <ExamplePicker {...props} message={message} />
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('r6.width')}
            value={width}
            onChange={(value) => setWidth(value === 'phone' ? 'phone' : 'desktop')}
            data={[
              { value: 'desktop', label: t('r6.desktop') },
              { value: 'phone', label: t('r6.phone') },
            ]}
          />
          <SegmentedControl
            aria-label={t('r6.part')}
            value={part}
            onChange={(value) => setPart(value === 'text' ? 'text' : 'html')}
            data={[
              { value: 'html', label: 'HTML' },
              { value: 'text', label: t('r6.plainText') },
            ]}
          />
        </Group>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && !message && <Text c="dimmed">{t('r6.noPreview')}</Text>}
        {message && (
          <>
            <InboxLine company={props.company} message={message} />
            {part === 'html' ? (
              <PreviewFrame org={props.org} request={body} title={t('r6.frame')} width={width} />
            ) : (
              <pre className={classes.plain} data-width={width} lang={message.language}>
                {message.text}
              </pre>
            )}
          </>
        )}
      </Stack>
    </section>
  );
}

/** Sender, subject and first words, as a list of mails shows them. */
function InboxLine({
  company,
  message,
}: {
  company: string;
  message: NonNullable<TextPreview['message']>;
}) {
  const t = useTranslations();
  const first = message.text.replace(/\s+/g, ' ').slice(0, 140);
  return (
    <div className={classes.inbox} role="group" aria-label={t('r6.inbox')} lang={message.language}>
      <div>{t('r6.sender', { company })}</div>
      <strong>{message.subject}</strong>
      <div className={classes.firstWords}>{first}</div>
    </div>
  );
}

function ExamplePicker({
  org,
  example,
  onExample,
  message,
}: PreviewProps & { message: TextPreview['message'] }) {
  const t = useTranslations();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 150);
  const { data } = useQuery({
    ...read('GET /o/:org/invoices', {
      params: { org },
      query: { status: q === '' ? 'overdue' : 'all', limit: 20, ...(q === '' ? {} : { q }) },
    }),
    placeholderData: (previous) => previous,
  });
  const label = (number: string | null, customer: string | null) =>
    [number, customer].filter((part) => part !== null).join(' · ');
  const found = (data?.rows ?? []).map((row) => ({
    value: row.id,
    label: label(row.number, row.customerName),
  }));
  const shown =
    message && !found.some(({ value }) => value === message.invoiceId)
      ? [{ value: message.invoiceId, label: label(message.invoiceNumber, message.customerName) }]
      : [];
  return (
    <Group gap="xs" grow align="end">
      <Select
        label={t('r6.previewWith')}
        searchable
        value={example.invoice ?? message?.invoiceId ?? null}
        data={[...shown, ...found]}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={t('r6.noInvoice')}
        onChange={(invoice) => onExample({ ...example, invoice })}
        allowDeselect={false}
      />
      <NativeSelect
        label={t('r6.about')}
        value={example.bundle ? 'bundle' : 'one'}
        data={[
          { value: 'one', label: t('r6.aboutOne') },
          { value: 'bundle', label: t('r6.aboutBundle') },
        ]}
        onChange={(event) =>
          onExample({ ...example, bundle: event.currentTarget.value === 'bundle' })
        }
      />
    </Group>
  );
}
