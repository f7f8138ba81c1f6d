import { Anchor, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { addressOf } from '../../api/call.ts';

/** What to show to somebody who doubts that a message was sent: to read, and for a program. */
export function ProofLinks({ org, delivery }: { org: string; delivery: string }) {
  const t = useTranslations();
  const to = (path: string) =>
    addressOf(`/o/:org/deliveries/:delivery/${path}`, { params: { org, delivery } });
  return (
    <Group gap="md">
      <Anchor href={to('proof.pdf')} download>
        {t('w4.proof.pdf')}
      </Anchor>
      <Anchor href={to('proof.json')} download>
        {t('w4.proof.json')}
      </Anchor>
    </Group>
  );
}
