import { Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { useFormats } from '../../ui/formats.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { RuleActions } from './rule-actions.tsx';
import { useReplannedWords } from './replanned.ts';

interface RuleLineProps {
  org: string;
  rule: ResponseOf<'GET /o/:org/rules'>['rows'][number];
  editable: boolean;
}

export function RuleLine({ org, rule, editable }: RuleLineProps) {
  const t = useTranslations();
  const { day } = useFormats();
  const { settings, matches } = rule;
  return (
    <tr>
      <td data-label={t('r1.enabled')}>
        <RuleSwitch org={org} rule={rule} editable={editable} />
      </td>
      <th scope="row" data-label={t('r1.name')}>
        <Link to="/o/$org/rules/$rule" params={{ org, rule: rule.id }}>
          {settings.name}
        </Link>
      </th>
      <td data-label={t('r1.condition')}>
        {settings.condition === 'overdue' ? t('r1.overdue') : t('r1.comingDue')}
      </td>
      <td data-label={t('r1.days')}>{settings.steps.map((step) => step.days).join(', ')}</td>
      <td data-label={t('r1.customers')}>
        <Customers filter={settings.customers} />
      </td>
      <td data-label={t('r1.matches')}>{t('r1.matchesNow', matches)}</td>
      <td data-label={t('r1.nextSend')}>
        {rule.nextSendOn === null ? t('r1.noSend') : day(rule.nextSendOn)}
      </td>
      {editable && (
        <td data-label={t('r1.actions')}>
          <RuleActions org={org} rule={rule} />
        </td>
      )}
    </tr>
  );
}

function Customers({ filter }: { filter: RuleSettings['customers'] }) {
  const t = useTranslations();
  const count = filter.customerIds.length;
  if (filter.mode === 'only') return t('r1.only', { count });
  return count === 0 ? t('r1.allCustomers') : t('r1.allExcept', { count });
}

/** Saves at once; jumps back when the server refuses. */
function RuleSwitch({ org, rule, editable }: RuleLineProps) {
  const t = useTranslations();
  const { done } = useToasts();
  const words = useReplannedWords();
  const change = useChange('PUT /o/:org/rules/:rule/enabled', {
    refresh: ['GET /o/:org/rules', 'GET /o/:org/rules/:rule', 'GET /o/:org/invoices'],
    onDone: ({ replanned }) => done(words(replanned)),
  });
  const shown = change.isPending ? change.variables.body.enabled : rule.enabled;
  return (
    <Switch
      checked={shown}
      disabled={!editable}
      aria-label={t('r1.switch', { name: rule.settings.name })}
      onChange={(event) =>
        change.mutate({
          params: { org, rule: rule.id },
          body: { enabled: event.currentTarget.checked, version: rule.version },
        })
      }
    />
  );
}
