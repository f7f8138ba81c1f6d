import { TextInput } from '@mantine/core';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import {
  fieldGroups,
  fields,
  type Field,
  type FieldGroup,
} from '../../../../domain/templates/fields.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useLanguageCode } from '../../../ui/sentences.ts';
import classes from './editor.module.css';

interface FieldPickerProps {
  opened: boolean;
  /** A table is no part of a line of text. */
  shapes: Field['shape'][];
  /** Examples are shown as the reader of the message sees them. */
  language: 'en' | 'fr';
  onPick: (path: string) => void;
  onClose: () => void;
}

/** Opened by "Insert field" or by typing `{{`: a search, and the fields by group with an example each. */
export function FieldPicker({ opened, onClose, ...list }: FieldPickerProps) {
  const t = useTranslations();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('r6.insertField')}>
      <FieldList {...list} />
    </Dialog>
  );
}

function FieldList({ shapes, language, onPick }: Omit<FieldPickerProps, 'opened' | 'onClose'>) {
  const t = useTranslations();
  const spoken = useLanguageCode();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = useFound(typed, shapes);
  const chosen = found[Math.min(active, found.length - 1)];
  const optionId = (field: Field) => `${id}-${field.path.replace('.', '-')}`;

  const current = chosen && optionId(chosen);
  useEffect(() => {
    if (current) document.getElementById(current)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && chosen) onPick(chosen.path);
    else if (step !== undefined && found.length > 0)
      setActive(
        (before) => (Math.min(before, found.length - 1) + step + found.length) % found.length,
      );
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        {...(current ? { 'aria-activedescendant': current } : {})}
        label={t('r6.searchField')}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
      />
      <p className="visually-hidden" role="status">
        {t('r6.fieldsFound', { count: found.length })}
      </p>
      <div id={id} role="listbox" aria-label={t('r6.fields')} className={classes.fields}>
        {fieldGroups.map((group) => (
          <Group key={group} group={group} found={found}>
            {(field) => (
              // The search field above has the keyboard; an option is only ever pressed with a pointer.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={field.path}
                id={optionId(field)}
                role="option"
                tabIndex={-1}
                aria-selected={field === chosen}
                className={classes.fieldOption}
                onClick={() => onPick(field.path)}
              >
                <span>{field.label[spoken]}</span>
                <small lang={language}>{field.example[language]}</small>
              </div>
            )}
          </Group>
        ))}
      </div>
    </>
  );
}

function useFound(typed: string, shapes: Field['shape'][]): Field[] {
  const wanted = typed.trim().toLowerCase();
  const isFound = ({ path, label }: Field) =>
    [path, label.en, label.fr].some((words) => words.toLowerCase().includes(wanted));
  const ordered = fieldGroups.flatMap((group) => fields.filter((field) => field.group === group));
  return ordered.filter((field) => shapes.includes(field.shape) && isFound(field));
}

interface GroupProps {
  group: FieldGroup;
  found: Field[];
  children: (field: Field) => ReactNode;
}

function Group({ group, found, children }: GroupProps) {
  const t = useTranslations();
  const id = useId();
  const names: Record<FieldGroup, string> = {
    customer: t('r6.group.customer'),
    invoice: t('r6.group.invoice'),
    amounts: t('r6.group.amounts'),
    invoices: t('r6.group.invoices'),
    account: t('r6.group.account'),
    company: t('r6.group.company'),
  };
  const inside = found.filter((field) => field.group === group);
  if (inside.length === 0) return null;
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={classes.fieldGroup}>
        {names[group]}
      </div>
      {inside.map(children)}
    </div>
  );
}
