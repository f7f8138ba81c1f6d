import { useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import classes from '../../ui/table.module.css';
import { RuleLine } from './rule-line.tsx';

interface RuleTableProps {
  org: string;
  rules: ResponseOf<'GET /o/:org/rules'>['rows'];
  editable: boolean;
}

/** In order of priority. */
export function RuleTable({ org, rules, editable }: RuleTableProps) {
  const t = useTranslations();
  return (
    <table className={`${classes.table} ${classes.cards}`}>
      <caption className="visually-hidden">{t('r1.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('r1.enabled')}</th>
          <th scope="col">{t('r1.name')}</th>
          <th scope="col">{t('r1.condition')}</th>
          <th scope="col">{t('r1.days')}</th>
          <th scope="col">{t('r1.customers')}</th>
          <th scope="col">{t('r1.matches')}</th>
          <th scope="col">{t('r1.nextSend')}</th>
          {editable && <th scope="col">{t('r1.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleLine key={rule.id} org={org} rule={rule} editable={editable} />
        ))}
      </tbody>
    </table>
  );
}
