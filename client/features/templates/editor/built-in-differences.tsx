import { Stack, Text, Title } from '@mantine/core';
import { diffLines } from 'diff';
import { useTranslations } from 'use-intl';
import type { Language } from '../../../../domain/rules/rule.ts';
import { findBuiltIn } from '../../../../domain/templates/built-in.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';
import classes from './editor.module.css';

interface BuiltInDifferencesProps {
  basedOn: string;
  language: Language;
  text: TemplateText;
}

export default function BuiltInDifferences({ basedOn, language, text }: BuiltInDifferencesProps) {
  const t = useTranslations();
  const builtIn = findBuiltIn(basedOn)?.texts[language];
  if (!builtIn) return <Text>{t('r6.compareNone')}</Text>;
  return (
    <Stack>
      <Text size="sm">{t('r6.compareNote')}</Text>
      <Differences title={t('r6.subject')} theirs={builtIn.subject} mine={text.subject} />
      <Differences title={t('r6.body')} theirs={builtIn.body} mine={text.body} />
    </Stack>
  );
}

function Differences({ title, theirs, mine }: { title: string; theirs: string; mine: string }) {
  const t = useTranslations();
  // An empty last line is none: whether the text ends with a line feed is no difference.
  const parts = diffLines(`${theirs.trimEnd()}\n`, `${mine.trimEnd()}\n`);
  const isSame = parts.every(({ added, removed }) => !added && !removed);
  return (
    <section aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      {isSame ? (
        <Text size="sm">{t('r6.compareSame')}</Text>
      ) : (
        <pre className={classes.difference}>
          {parts.map(({ value, added, removed }, index) => {
            if (added)
              return (
                <ins key={index}>
                  <span className="visually-hidden">{t('r6.onlyMine')} </span>
                  {value}
                </ins>
              );
            if (removed)
              return (
                <del key={index}>
                  <span className="visually-hidden">{t('r6.onlyBuiltIn')} </span>
                  {value}
                </del>
              );
            return <span key={index}>{value}</span>;
          })}
        </pre>
      )}
    </section>
  );
}
