import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { addressOf } from '../../api/call.ts';
import { read } from '../../api/read.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { MessageFrame } from '../../ui/message-frame.tsx';
import { ComparisonList } from '../../ui/comparison-list.tsx';
import { useNaming } from './words.ts';

interface MessageDialogProps {
  org: string;
  message: UpcomingMessage;
  reminders: 'as-set' | 'on';
  onClose: () => void;
}

/** The message as it would leave that day, and what would be different if its invoices were paid. */
export function MessageDialog({ org, message, reminders, onClose }: MessageDialogProps) {
  const t = useTranslations();
  const { list } = useFormats();
  const names = useNaming()(message);
  const [ifPaid, setIfPaid] = useState(false);
  const [lead] = message.parts;
  const query = {
    invoice: lead?.invoiceId ?? '',
    rule: lead?.ruleId ?? '',
    step: lead?.stepId ?? '',
    on: message.onDate,
    reminders,
  };
  const { data, error } = useQuery(
    read('GET /o/:org/upcoming/message', { params: { org }, query }),
  );
  return (
    <Dialog opened title={t('w5.messageTitle', names)} size="lg" onClose={onClose}>
      <Stack gap="sm">
        {message.recipients.length > 0 && (
          <Text size="sm">
            {t('w5.recipients')} {list(message.recipients)}
          </Text>
        )}
        {error && <ErrorState error={error} />}
        {!data && !error && <LateSkeleton rows={4} />}
        {data && (
          <>
            <Text fw={600} lang={data.language}>
              {data.subject}
            </Text>
            <MessageFrame
              src={addressOf('/o/:org/upcoming/message/frame', { params: { org }, query })}
              title={t('w5.messageFrame')}
              lang={data.language}
            />
          </>
        )}
        <Button variant="default" aria-expanded={ifPaid} onClick={() => setIfPaid(!ifPaid)}>
          {t('w5.ifPaid')}
        </Button>
        {ifPaid && <IfPaid org={org} message={message} reminders={reminders} />}
      </Stack>
    </Dialog>
  );
}

function IfPaid({ org, message, reminders }: Omit<MessageDialogProps, 'onClose'>) {
  const t = useTranslations();
  const body = {
    paid: message.parts.map(({ invoiceId }) => invoiceId),
    days: '30' as const,
    reminders,
  };
  const { data, error } = useQuery(
    read('POST /o/:org/upcoming/what-if', { params: { org }, body }),
  );
  return (
    <div>
      <Text size="sm">{t('w5.ifPaidNote')}</Text>
      {error && <ErrorState error={error} />}
      {!data && !error && <LateSkeleton rows={2} />}
      {data && <ComparisonList comparison={data} />}
    </div>
  );
}
