import { useTranslations } from 'use-intl';
import classes from '../../ui/table.module.css';
import rulesClasses from './rules.module.css';
import { RuleLine, type RuleRow } from './rule-line.tsx';

interface RuleTableProps {
  org: string;
  /** All rules in order of priority; those that are shown keep their place among all. */
  rules: RuleRow[];
  shown: RuleRow[];
  editable: boolean;
  saved: string | undefined;
}

/** In order of priority. */
export function RuleTable({ org, rules, shown, editable, saved }: RuleTableProps) {
  const t = useTranslations();
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards} ${rulesClasses.list}`}>
        <caption className="visually-hidden">{t('r1.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('r1.order')}</th>
            <th scope="col">{t('r1.enabled')}</th>
            <th scope="col">{t('r1.name')}</th>
            <th scope="col">{t('r1.condition')}</th>
            <th scope="col">{t('r1.days')}</th>
            <th scope="col">{t('r1.customers')}</th>
            <th scope="col">{t('r1.matches')}</th>
            <th scope="col">{t('r1.nextSend')}</th>
            <th scope="col">{t('r1.warnings')}</th>
            {editable && <th scope="col">{t('r1.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((rule) => (
            <RuleLine
              key={rule.id}
              org={org}
              rule={rule}
              editable={editable}
              place={rules.indexOf(rule) + 1}
              of={rules.length}
              filtered={shown.length < rules.length}
              isSaved={rule.id === saved}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
