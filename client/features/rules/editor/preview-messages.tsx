import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PreviewMessage } from '../../../../domain/api/rules.ts';
import { useFormats } from '../../../ui/formats.ts';
import type { Choice } from './message-preview.tsx';
import classes from './editor.module.css';

const FEW = 5;

interface PreviewMessagesProps {
  title: string;
  none: string;
  messages: PreviewMessage[];
  /** The list may be cut; this is the whole number. */
  total: number;
  onShow: (choice: Choice) => void;
}

export function PreviewMessages({ title, none, messages, total, onShow }: PreviewMessagesProps) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  const shown = all ? messages : messages.slice(0, FEW);
  return (
    <div>
      <Title order={2} size="h4">
        {title}
      </Title>
      {messages.length === 0 && <Text c="dimmed">{none}</Text>}
      <ul className={classes.lines}>
        {shown.map((message) => (
          <MessageLine
            key={`${message.invoiceId} ${message.onDate} ${message.days}`}
            message={message}
            onShow={onShow}
          />
        ))}
      </ul>
      {messages.length > FEW && (
        <Button variant="subtle" size="compact-md" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('r2.showFew') : t('r2.showAll', { count: messages.length })}
        </Button>
      )}
      {all && total > messages.length && (
        <Text size="sm" c="dimmed">
          {t('r2.cut', { shown: messages.length, total })}
        </Text>
      )}
    </div>
  );
}

interface MessageLineProps {
  message: PreviewMessage;
  onShow: (choice: Choice) => void;
}

function MessageLine({ message, onShow }: MessageLineProps) {
  const t = useTranslations();
  const { day, list, money } = useFormats();
  const { invoiceId, templateId, language } = message;
  const number = message.invoiceNumber ?? t('w3.noNumber');
  return (
    <li>
      <div className={classes.lineHead}>
        <span>
          {number} · {message.customerName ?? t('w3.noCustomer')}
        </span>
        <span className="number">{money(message.open.minor, message.open.currency)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {t('r2.messageLine', {
          on: day(message.onDate),
          days: message.days,
          language: language.toUpperCase(),
          recipients: list(message.recipients),
        })}
      </Text>
      <Button
        variant="subtle"
        size="compact-md"
        aria-label={t('r2.showMessageOf', { number })}
        onClick={() => onShow({ invoice: invoiceId, template: templateId, language })}
      >
        {t('r2.showMessage')}
      </Button>
    </li>
  );
}
