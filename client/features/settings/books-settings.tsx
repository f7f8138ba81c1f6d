import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { reconnectPath } from '../../ui/connect-path.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useFormats } from '../../ui/formats.ts';
import { mayRun } from '../../ui/rights.ts';
import { useReason } from '../../ui/sentences.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { CallsUsed } from './calls-used.tsx';

interface BooksSettingsProps {
  organisation: OrganisationJson;
  /** The question about the books' own reminders. */
  children: ReactNode;
}

/** S2: which company is connected and how it stands. The connect button shows while it is not connected, or soon will not be. */
export function BooksSettings({ organisation, children }: BooksSettingsProps) {
  const t = useTranslations();
  const { connection } = organisation;
  const connected = connection !== null && connection.state !== 'disconnected';
  const working =
    (connection?.state === 'live' || connection?.state === 'paused') && connection.endsAt === null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="books">
      <Title order={2} size="h4" mb="sm" id="books">
        {t('s2.title')}
      </Title>
      <Stack align="flex-start">
        {connection ? <Connection connection={connection} /> : <Text>{t('s2.none')}</Text>}
        {connected && <CallsUsed calls={connection.calls} books={connection.booksName} />}
        {connected && children}
        {!mayRun(organisation.role) && <Text c="dimmed">{t('s2.notAllowed')}</Text>}
        {mayRun(organisation.role) && !working && (
          <Button component="a" href={reconnectPath(organisation)}>
            {connected
              ? t('s2.reconnect')
              : t('s2.connect', { books: connection?.booksName ?? t('common.books') })}
          </Button>
        )}
        {mayRun(organisation.role) && connected && (
          <Disconnect org={organisation.id} books={connection.booksName} />
        )}
      </Stack>
    </Paper>
  );
}

function Connection({ connection }: { connection: NonNullable<OrganisationJson['connection']> }) {
  const t = useTranslations();
  const reasonWords = useReason();
  const { instant } = useFormats();
  const states = {
    live: t('s2.live'),
    'needs-reconnect': t('s2.needsReconnect'),
    paused: t('s2.paused'),
    disconnected: t('s2.disconnected'),
  };
  const { reason } = connection;
  return (
    <Facts>
      <Fact name={t('s2.company')}>
        {t('s2.companyIn', { company: connection.companyName, books: connection.booksName })}
      </Fact>
      <Fact name={t('s2.state')}>{states[connection.state]}</Fact>
      {connection.pausedUntil !== null && (
        <Fact name={t('s2.pausedUntil')}>
          {t('s2.pausedEffect', { at: instant(connection.pausedUntil) })}
        </Fact>
      )}
      {connection.endsAt !== null && (
        <Fact name={t('s2.endsAt')}>{t('s2.endsEffect', { at: instant(connection.endsAt) })}</Fact>
      )}
      {connection.state !== 'live' && reason !== '' && (
        <Fact name={t('s2.reason')}>{reasonWords(reason) ?? reason}</Fact>
      )}
      <Fact name={t('s2.since')}>
        {t('s2.sinceBy', { at: instant(connection.connectedAt), name: connection.connectedBy })}
      </Fact>
    </Facts>
  );
}

function Disconnect({ org, books }: { org: string; books: string }) {
  const t = useTranslations();
  const { done } = useToasts();
  const [asking, setAsking] = useState(false);
  const disconnect = useChange('POST /o/:org/disconnect', {
    refresh: ['GET /o/:org', 'GET /o/:org/invoices', 'GET /o/:org/rules'],
    onDone: () => {
      setAsking(false);
      done(t('s2.disconnectDone'));
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('s2.disconnect', { books })}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('s2.disconnectTitle', { books })}
        action={t('s2.disconnect', { books })}
        danger
        busy={disconnect.isPending}
        onConfirm={() => disconnect.mutate({ params: { org } })}
        onClose={() => setAsking(false)}
      >
        <Text>{t('s2.disconnectText', { books })}</Text>
      </ConfirmDialog>
    </>
  );
}
