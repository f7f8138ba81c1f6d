import { Paper, Title, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Section as SectionName } from '../../../../domain/rules/lint/finding.ts';
import classes from './editor.module.css';
import type { RuleForm } from './form.ts';
import { sectionId, sectionOf, useSectionNames } from './sections.ts';

interface SectionProps {
  form: RuleForm;
  section: SectionName;
  /** What is set in this section, in a few words, for when it is folded (ux 6.13a). */
  state: string;
  children: ReactNode;
}

/** One of the six parts of the editor; below 640 px it can be folded to a line that says what is set. */
export function Section({ form, section, state, children }: SectionProps) {
  const name = useSectionNames()[section];
  const isSmall = useMediaQuery('(max-width: 639px)', false, { getInitialValueInEffect: false });
  const [isWanted, setWanted] = useState(section === 'basics' || section === 'schedule');
  const hasErrors = Object.keys(form.errors).some((path) => sectionOf(path) === section);
  const isOpen = !isSmall || isWanted || hasErrors;
  const id = sectionId(section);
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id} className={classes.section}>
      <Title order={2} size="h4" id={id} tabIndex={-1}>
        {isSmall ? (
          <UnstyledButton
            className={classes.fold ?? ''}
            aria-expanded={isOpen}
            onClick={() => setWanted(!isOpen)}
          >
            <Icon size={18} aria-hidden="true" />
            {name}
          </UnstyledButton>
        ) : (
          name
        )}
      </Title>
      {isSmall && !isOpen && <p className={classes.state}>{state}</p>}
      <div className={classes.fields} hidden={!isOpen}>
        {children}
      </div>
    </Paper>
  );
}
