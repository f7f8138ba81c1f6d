import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import tableClasses from '../../ui/table.module.css';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { ruleReaders } from './readers.ts';
import { useRuleNames } from './rule-names.ts';
import classes from './rules.module.css';

/** Rules of the last 30 days that can be brought back; they come back off, so that nobody is mailed by surprise. */
export function DeletedRules({ org, editable }: { org: string; editable: boolean }) {
  const t = useTranslations();
  const { instant } = useFormats();
  const names = useRuleNames();
  const { data, error, refetch } = useQuery(read('GET /o/:org/rules/deleted', { params: { org } }));
  const { done } = useToasts();
  const restore = useChange('POST /o/:org/rules/:rule/restore', {
    refresh: ruleReaders,
    onDone: ({ rule }) => done(t('r1.restoredOff', { name: rule.settings.name })),
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.rows.length === 0) return null;
  return (
    <details className={classes.deleted}>
      <summary>{t('r1.deletedRules', { count: data.rows.length })}</summary>
      <Text size="sm" c="dimmed">
        {t('r1.deletedHelp')}
      </Text>
      <table className={`${tableClasses.table} ${tableClasses.cards}`}>
        <caption className="visually-hidden">
          {t('r1.deletedRules', { count: data.rows.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('r1.name')}</th>
            <th scope="col">{t('r1.condition')}</th>
            <th scope="col">{t('r1.deletedBy')}</th>
            <th scope="col">{t('r1.keptUntil')}</th>
            {editable && <th scope="col">{t('r1.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" data-label={t('r1.name')}>
                {row.name}
              </th>
              <td data-label={t('r1.condition')}>{names.kind(row)}</td>
              <td data-label={t('r1.deletedBy')}>
                {t('r1.deletedByAt', { name: row.deletedBy, at: instant(row.deletedAt) })}
              </td>
              <td data-label={t('r1.keptUntil')}>{instant(row.keptUntil)}</td>
              {editable && (
                <td data-label={t('r1.actions')}>
                  <Button
                    variant="default"
                    size="compact-md"
                    loading={restore.isPending && restore.variables.params.rule === row.id}
                    aria-label={t('r1.restoreNamed', { name: row.name })}
                    onClick={() =>
                      restore.mutate({
                        params: { org, rule: row.id },
                        body: { enabled: false },
                      })
                    }
                  >
                    {t('r1.restore')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
