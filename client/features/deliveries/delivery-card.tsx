import { Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useCodeSentence, useReason } from '../../ui/sentences.ts';
import { Attachments } from './attachments.tsx';
import { Copies } from './copies.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { Evidence } from './evidence.tsx';
import { ProofLinks } from './proof-links.tsx';
import { ResolveUnknown } from './resolve-unknown.tsx';
import { SentMessage } from './sent-message.tsx';

interface DeliveryCardProps {
  org: string;
  delivery: DeliveryJson;
  editable: boolean;
  /** What is told of recipients that get nothing more. */
  suppressed: (delivery: DeliveryJson) => ReactNode;
}

export function DeliveryCard({ org, delivery, editable, suppressed }: DeliveryCardProps) {
  const t = useTranslations();
  const sentence = useCodeSentence();
  const reasonWords = useReason();
  const { day, instant, list } = useFormats();
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {delivery.purpose === 'invoice'
              ? t('w4.invoiceMailTitle')
              : t('w4.deliveryTitle', { rule: delivery.ruleName, days: delivery.days })}
          </Title>
          <DeliveryState delivery={delivery} />
        </Group>
        {delivery.reason !== '' && (
          <Text>{reasonWords(delivery.reason) ?? t('w4.code', { code: delivery.reason })}</Text>
        )}
        <Facts>
          <Fact name={t('w4.channel')}>
            {sentence('channel', delivery.channel) ?? delivery.channel}
          </Fact>
          <Fact name={t('w4.when')}>
            {delivery.sentAt === null
              ? t('w4.plannedOn', { on: day(delivery.plannedOn) })
              : instant(delivery.sentAt)}
          </Fact>
          <Fact name={t('w4.recipients')}>
            {delivery.recipients.length > 0 ? list(delivery.recipients) : t('w4.noRecipientYet')}
          </Fact>
          {delivery.subject !== null && <Fact name={t('w4.subject')}>{delivery.subject}</Fact>}
          {delivery.messageId !== null && (
            <Fact name={t('w4.messageId')}>
              <Code>{delivery.messageId}</Code>
            </Fact>
          )}
          {delivery.ruleVersion !== null && (
            <Fact name={t('w4.ruleVersion')}>
              {t('w4.ruleVersionIs', { rule: delivery.ruleName, version: delivery.ruleVersion })}
            </Fact>
          )}
          {delivery.providerId !== null && (
            <Fact name={t('w4.providerId')}>
              <Code>{delivery.providerId}</Code> ({delivery.provider})
            </Fact>
          )}
        </Facts>
        {delivery.state === 'unknown' && editable && (
          <ResolveUnknown org={org} delivery={delivery.id} />
        )}
        {suppressed(delivery)}
        <Copies delivery={delivery} />
        <Evidence evidence={delivery.evidence} />
        <Attachments attachments={delivery.attachments} />
        {delivery.calledAt !== null && delivery.subject !== null && (
          <>
            <SentMessage org={org} delivery={delivery} />
            <ProofLinks org={org} delivery={delivery.id} />
          </>
        )}
      </Stack>
    </Paper>
  );
}
