import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { addressOf } from '../../api/call.ts';
import { MessageFrame } from '../../ui/message-frame.tsx';

interface SentMessageProps {
  org: string;
  delivery: Pick<DeliveryJson, 'id'>;
}

/** Both parts of the message as it left, fetched only when asked for. */
export function SentMessage({ org, delivery }: SentMessageProps) {
  const t = useTranslations();
  const [shown, setShown] = useState(false);
  const at = (path: string) =>
    addressOf(`/o/:org/deliveries/:delivery/${path}`, { params: { org, delivery: delivery.id } });
  return (
    <div>
      <Button variant="default" aria-expanded={shown} onClick={() => setShown(!shown)} mb="sm">
        {shown ? t('w4.hideMessage') : t('w4.showMessage')}
      </Button>
      {shown && (
        <Tabs defaultValue="html" keepMounted={false}>
          <Tabs.List aria-label={t('w4.messagePart')} mb="xs">
            <Tabs.Tab value="html">{t('w4.asHtml')}</Tabs.Tab>
            <Tabs.Tab value="text">{t('w4.asText')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="html">
            <MessageFrame src={at('message')} title={t('w4.messageTitle')} />
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <MessageFrame src={at('message.txt')} title={t('w4.messageTitle')} />
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}
