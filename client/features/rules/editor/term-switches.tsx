import { Alert, Checkbox, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isTermOn } from '../../../../domain/rules/known-terms.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import type { Terms } from './draft.ts';
import type { SectionProps } from './form.ts';
import { masterState, switchAllTerms, switchTerm } from './term-choice.ts';
import classes from './editor.module.css';

/** Payment terms (BJ-13): a master with three states, one switch for each term, and two for what has no term or comes later. */
export function TermSwitches({
  form,
  terms: { terms, withoutTerms },
}: SectionProps & { terms: Terms }) {
  const t = useTranslations();
  const filter = form.values.settings.terms;
  const state = masterState(filter, terms);
  const put = (next: RuleSettings['terms']) => form.setFieldValue('settings.terms', next);
  const noneOn = terms.length > 0 && terms.every((term) => !isTermOn(filter, term.id));
  return (
    <fieldset className={classes.terms}>
      <legend>{t('r2.terms')}</legend>
      <Checkbox
        size="md"
        label={t('r2.allTerms')}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        onChange={() => put(switchAllTerms(filter, terms, state !== 'all'))}
      />
      <div className={classes.termList}>
        {terms.map((term) => (
          <Switch
            key={term.id}
            label={t('r2.term', { name: term.name, count: term.openInvoices })}
            checked={isTermOn(filter, term.id)}
            onChange={(event) => put(switchTerm(filter, term.id, event.currentTarget.checked))}
          />
        ))}
        <Switch
          label={t('r2.noTerms', { count: withoutTerms })}
          checked={filter.noTerms}
          onChange={(event) => put({ ...filter, noTerms: event.currentTarget.checked })}
        />
      </div>
      <Switch
        label={t('r2.newTerms')}
        checked={filter.newTerms}
        onChange={(event) => put({ ...filter, newTerms: event.currentTarget.checked })}
      />
      {noneOn && (
        <Alert variant="light" color="yellow">
          <Text>{t('r2.noTermOn')}</Text>
        </Alert>
      )}
    </fieldset>
  );
}
