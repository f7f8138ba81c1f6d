import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { gateSentence } from '../../../domain/gates/sentences.ts';
import { useFormats } from '../../ui/formats.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import { LineActions, type Asked } from './line-actions.tsx';
import own from './upcoming.module.css';
import { useNaming, useStepName } from './words.ts';

const FEW = 3;

interface MessageLineProps {
  org: string;
  message: UpcomingMessage;
  templateName: string;
  editable: boolean;
  selected: boolean;
  onSelect: (id: string, selected: boolean) => void;
  onAsk: (asked: Asked) => void;
}

export const MessageLine = memo(function MessageLine(props: MessageLineProps) {
  const { org, message, templateName, editable, selected, onSelect, onAsk } = props;
  const t = useTranslations();
  const { money, time } = useFormats();
  const stepName = useStepName();
  const naming = useNaming();
  const { amount, leavesAt } = message;
  return (
    <tr>
      {editable && (
        <td>
          <input
            type="checkbox"
            className={own.box}
            aria-label={t('w5.select', naming(message))}
            checked={selected}
            onChange={(event) => onSelect(message.id, event.currentTarget.checked)}
          />
        </td>
      )}
      <td className={classes.day} data-label={t('w5.time')}>
        {leavesAt === null ? '–' : time(leavesAt)}
      </td>
      <th scope="row" data-label={t('w5.customer')}>
        {naming(message).customer}
      </th>
      <td data-label={t('w5.step')}>{stepName(message)}</td>
      <td data-label={t('w5.invoices')}>
        <Invoices org={org} message={message} />
      </td>
      <td data-label={t('w5.amount')} data-number>
        {money(amount.minor, amount.currency)}
      </td>
      <td data-label={t('w5.template')}>
        <span>
          {templateName}
          <small>{message.language.toUpperCase()}</small>
        </span>
      </td>
      <td data-label={t('w5.state')}>
        <State message={message} />
      </td>
      <td data-label={t('w5.actions')}>
        <LineActions message={message} editable={editable} onAsk={onAsk} />
      </td>
    </tr>
  );
});

function Invoices({ org, message: { parts } }: { org: string; message: UpcomingMessage }) {
  const t = useTranslations();
  return (
    <span>
      {parts.slice(0, FEW).map(({ invoiceId, invoiceNumber }) => (
        <span key={invoiceId} className={own.number}>
          <Link
            className={own.number}
            to="/o/$org/invoices/$invoice"
            params={{ org, invoice: invoiceId }}
          >
            {invoiceNumber ?? t('w3.noNumber')}
          </Link>
        </span>
      ))}
      {parts.length > FEW && t('w5.moreInvoices', { count: parts.length - FEW })}
    </span>
  );
}

function State({ message: { state, because } }: { message: UpcomingMessage }) {
  const t = useTranslations();
  const locale = useLocale();
  const { day } = useFormats();
  const tones = { planned: 'good', forecast: 'calm', held: 'held' } as const;
  const names = {
    planned: t('w5.stateName.planned'),
    forecast: t('w5.stateName.forecast'),
    held: t('w5.stateName.held'),
  };
  return (
    <span>
      <Mark tone={tones[state]}>{names[state]}</Mark>
      {because && <small>{gateSentence(because, locale)}</small>}
      {because?.untilOn !== undefined && (
        <small>{t('w5.heldUntil', { on: day(because.untilOn) })}</small>
      )}
    </span>
  );
}
