import { Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { useFormats } from '../../ui/formats.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { useCustomersWords } from './customers-words.ts';
import { ruleReaders } from './readers.ts';
import { useReplannedWords } from './replanned.ts';
import { RuleActions } from './rule-actions.tsx';
import { useRuleNames } from './rule-names.ts';
import { RuleOrder } from './rule-order.tsx';
import classes from './rules.module.css';

export type RuleRow = ResponseOf<'GET /o/:org/rules'>['rows'][number];

interface RuleLineProps {
  org: string;
  rule: RuleRow;
  editable: boolean;
  /** Place in the order of priority, among so many. */
  place: number;
  of: number;
  filtered: boolean;
  isSaved: boolean;
}

export function RuleLine({ org, rule, editable, place, of, filtered, isSaved }: RuleLineProps) {
  const t = useTranslations();
  const { day } = useFormats();
  const names = useRuleNames();
  const customers = useCustomersWords();
  const { id, settings, matches, warnings } = rule;
  return (
    <tr className={classes.row} data-saved={isSaved || undefined}>
      <td data-label={t('r1.order')}>
        {editable ? (
          <RuleOrder
            org={org}
            rule={{ id, name: settings.name }}
            place={place}
            of={of}
            disabled={filtered}
          />
        ) : (
          place
        )}
      </td>
      <td data-label={t('r1.enabled')}>
        <RuleSwitch org={org} rule={rule} editable={editable} />
      </td>
      <th scope="row" data-label={t('r1.name')}>
        <Link to="/o/$org/rules/$rule" params={{ org, rule: id }}>
          {settings.name}
        </Link>
      </th>
      <td data-label={t('r1.condition')}>{names.kind(settings)}</td>
      <td data-label={t('r1.days')}>{names.days(settings)}</td>
      <td data-label={t('r1.customers')}>{customers(settings.customers)}</td>
      <td data-label={t('r1.matches')}>{t('r1.matchesNow', matches)}</td>
      <td data-label={t('r1.nextSend')}>
        {rule.nextSendOn === null ? t('r1.noSend') : day(rule.nextSendOn)}
      </td>
      <td data-label={t('r1.warnings')}>
        {warnings > 0 && (
          <Link
            to="/o/$org/rules"
            params={{ org }}
            search={{ check: true }}
            className={classes.warnings}
            aria-label={t('r1.warningsOf', { count: warnings, name: settings.name })}
          >
            <IconAlertTriangle size={16} aria-hidden="true" /> {warnings}
          </Link>
        )}
      </td>
      {editable && (
        <td data-label={t('r1.actions')}>
          <RuleActions org={org} rule={rule} />
        </td>
      )}
    </tr>
  );
}

/** Saves at once; jumps back when the server refuses. */
function RuleSwitch({ org, rule, editable }: Pick<RuleLineProps, 'org' | 'rule' | 'editable'>) {
  const t = useTranslations();
  const { done } = useToasts();
  const words = useReplannedWords();
  const change = useChange('PUT /o/:org/rules/:rule/enabled', {
    refresh: ruleReaders,
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
