import { Anchor } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './editor.module.css';
import { sectionId, sections, showField, useSectionNames } from './sections.ts';

/** Leads to the parts of the editor; beside it from 1280 px on. */
export function Outline() {
  const t = useTranslations();
  const names = useSectionNames();
  return (
    <nav className={classes.outline} aria-label={t('r2.outline')}>
      <ol>
        {sections.map((section) => (
          <li key={section}>
            <Anchor
              href={`#${sectionId(section)}`}
              onClick={(event) => {
                event.preventDefault();
                showField(section, null);
              }}
            >
              {names[section]}
            </Anchor>
          </li>
        ))}
      </ol>
    </nav>
  );
}
