import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import type { SenderJson } from '../../../domain/api/sender.ts';
import type { CheckState, DomainCheck } from '../../../domain/sender/domain-check.ts';
import { read } from '../../api/read.ts';
import { useFormats } from '../../ui/formats.ts';
import { mayRun } from '../../ui/rights.ts';
import { Mark } from '../../ui/status-badge.tsx';
import { useChange } from '../../ui/use-change.ts';
import classes from './settings.module.css';

type Domain = NonNullable<SenderJson['domain']>;

/** How messages leave now, and each record of the organisation's own domain with what to publish. */
export function SenderCheck({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const query = read('GET /o/:org/sender', { params: { org: organisation.id } });
  const { data: sender } = useQuery(query);
  if (!sender) return null;
  const { from, replyTo, domain, offered } = sender;
  return (
    <>
      <Text role="status">
        {t('s4.sender.now', { name: from.name, address: from.address })}{' '}
        {replyTo === null ? t('s4.sender.noReply') : t('s4.sender.reply', { address: replyTo })}
      </Text>
      {!offered && <Text>{t('s4.sender.notOffered')}</Text>}
      {domain && offered && <DomainRecords organisation={organisation} domain={domain} />}
    </>
  );
}

function DomainRecords({
  organisation,
  domain,
}: {
  organisation: OrganisationJson;
  domain: Domain;
}) {
  const t = useTranslations();
  const { instant } = useFormats();
  const client = useQueryClient();
  const { queryKey } = read('GET /o/:org/sender', { params: { org: organisation.id } });
  const again = useChange('POST /o/:org/sender/check', {
    refresh: ['GET /o/:org/tasks', 'GET /o/:org/activity'],
    onDone: (answer) => client.setQueryData(queryKey, answer),
  });
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('s4.sender.domain', { domain: domain.name })}</Text>
      <Text aria-live="polite">
        {domain.passed ? t('s4.sender.passed') : t('s4.sender.notPassed')}{' '}
        {domain.checkedAt === null
          ? t('s4.sender.neverChecked')
          : t('s4.sender.checkedAt', { at: instant(domain.checkedAt) })}
      </Text>
      <ul className={classes.records}>
        {domain.checks.map((one) => (
          <RecordLine key={one.check} {...one} />
        ))}
      </ul>
      {mayRun(organisation.role) && (
        <Group>
          <Button
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate({ params: { org: organisation.id } })}
          >
            {t('s4.sender.again')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function RecordLine({ check, state, record }: Domain['checks'][number]) {
  const t = useTranslations();
  const names: Record<DomainCheck, string> = {
    ownership: t('s4.sender.checks.ownership'),
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
  };
  const states: Record<CheckState, string> = {
    ok: t('s4.sender.states.ok'),
    missing: t('s4.sender.states.missing'),
    wrong: t('s4.sender.states.wrong'),
    'no-answer': t('s4.sender.states.noAnswer'),
    'not-offered': t('s4.sender.states.notOffered'),
  };
  const tone = { ok: 'good', missing: 'bad', wrong: 'bad', 'no-answer': 'held' } as const;
  return (
    <li>
      <Group gap="xs">
        <Text fw={600}>{names[check]}</Text>
        <Mark tone={state === 'not-offered' ? 'calm' : tone[state]}>{states[state]}</Mark>
      </Group>
      {record && (
        <>
          <Text size="sm">
            {t('s4.sender.record', { type: record.type })} <Code>{record.host}</Code>
          </Text>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Code className={classes.value}>{record.value}</Code>
            <CopyButton value={record.value}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  className={classes.copy}
                  aria-label={t('s4.sender.copyOf', { name: names[check] })}
                  onClick={copy}
                >
                  {copied ? t('s4.sender.copied') : t('s4.sender.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </>
      )}
      {check === 'spf' && state === 'wrong' && <Text size="sm">{t('s4.sender.spfWrong')}</Text>}
    </li>
  );
}
