import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { TemplateRow } from '../../../../domain/api/templates.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { Mark } from '../../../ui/status-badge.tsx';
import classes from '../../../ui/table.module.css';
import { When } from '../../../ui/when.tsx';
import { useTemplateKinds } from '../kinds.ts';
import { TemplateActions } from './template-actions.tsx';

interface TemplateTableProps {
  org: string;
  rows: TemplateRow[];
  editable: boolean;
}

/** R5. */
export function TemplateTable({ org, rows, editable }: TemplateTableProps) {
  const t = useTranslations();
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards}`}>
        <caption className="visually-hidden">{t('r5.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('r5.name')}</th>
            <th scope="col">{t('r5.kindColumn')}</th>
            <th scope="col">{t('r5.languages')}</th>
            <th scope="col">{t('r5.usedBy')}</th>
            <th scope="col">{t('r5.owner')}</th>
            <th scope="col">{t('r5.changed')}</th>
            {editable && <th scope="col">{t('r5.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TemplateLine key={row.id} org={org} row={row} editable={editable} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TemplateLine({
  org,
  row,
  editable,
}: Omit<TemplateTableProps, 'rows'> & { row: TemplateRow }) {
  const t = useTranslations();
  const language = useLanguageCode();
  const kinds = useTemplateKinds();
  return (
    <tr>
      <th scope="row" data-label={t('r5.name')}>
        <Link to="/o/$org/templates/$template" params={{ org, template: row.id }}>
          {row.name[language]}
        </Link>
      </th>
      <td data-label={t('r5.kindColumn')}>{kinds[row.kind]}</td>
      <td data-label={t('r5.languages')}>
        <span>
          <Written code="en" row={row} /> <Written code="fr" row={row} />
        </span>
      </td>
      <td data-label={t('r5.usedBy')}>
        <Users org={org} row={row} />
      </td>
      <td data-label={t('r5.owner')}>{row.builtIn ? t('r5.builtIn') : t('r5.own')}</td>
      <td data-label={t('r5.changed')}>
        {row.changedAt !== null && (
          <span>
            <When at={row.changedAt} /> <small>{row.changedBy}</small>
          </span>
        )}
      </td>
      {editable && (
        <td data-label={t('r5.actions')}>
          <TemplateActions org={org} row={row} />
        </td>
      )}
    </tr>
  );
}

function Written({ code, row }: { code: 'en' | 'fr'; row: TemplateRow }) {
  const t = useTranslations();
  const name = code.toUpperCase();
  return row.languages.includes(code) ? (
    <Mark tone="good">{t('r5.written', { language: name })}</Mark>
  ) : (
    <Mark tone="held">{t('r5.missing', { language: name })}</Mark>
  );
}

function Users({ org, row }: { org: string; row: TemplateRow }) {
  const t = useTranslations();
  if (row.usedBy.length === 0) return row.sendsInvoices ? t('r5.sendsInvoices') : t('r5.unused');
  return (
    <span>
      {row.usedBy.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/o/$org/rules/$rule" params={{ org, rule: id }}>
            {name}
          </Link>
        </span>
      ))}
    </span>
  );
}
