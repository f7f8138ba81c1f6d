import './styles.ts';
import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import { ErrorList } from '../../../ui/error-list.tsx';
import { fieldId } from '../../../ui/field-id.ts';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { SaveBar } from '../../../ui/save-bar.tsx';
import { BasicsSection } from './basics-section.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { CustomersSection } from './customers-section.tsx';
import { draftOf, sorted, type Draft, type Templates, type Terms } from './draft.ts';
import classes from './editor.module.css';
import { EmailSection } from './email-section.tsx';
import { InvoicesSection } from './invoices-section.tsx';
import { MoreSection } from './more-section.tsx';
import { Outline } from './outline.tsx';
import { Preview, usePreview } from './preview.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { showField } from './sections.ts';
import { useSaveRule } from './use-save-rule.ts';
import { useRuleValidation } from './validation.ts';
import { ViewButtons, type View } from './view-buttons.tsx';

interface RuleEditorProps {
  org: string;
  homeCurrency: string | null;
  /** Null while the rule is new. */
  rule: RuleJson | null;
  draft: Draft;
  templates: Templates;
  terms: Terms;
  onSaved: (id: string) => void;
}

/** R2. Nothing is stored until "Save changes" (BJ-19). */
export function RuleEditor(props: RuleEditorProps) {
  const { org, homeCurrency, rule, draft, templates, terms, onSaved } = props;
  const validate = useRuleValidation();
  const form = useForm<Draft>({ initialValues: draft, validate });
  // The version that was opened: what others save meanwhile is read at once, and must not pass for ours.
  const [opened, setOpened] = useState(rule);
  const [view, setView] = useState<View>('form');
  const saved = useRef(false);
  const save = useSaveRule({
    org,
    rule: opened,
    onSaved: (id) => {
      saved.current = true;
      onSaved(id);
    },
    onInvalid: (issues) => form.setErrors(issues),
  });
  const preview = usePreview(org, rule?.id ?? null, form.values);
  const isDirty = () => !saved.current && form.isDirty();
  const meanwhile = rule !== null && rule.version !== opened?.version && !save.busy ? rule : null;
  const theirs = save.conflict ?? (save.isDone ? null : meanwhile);

  function submit(version?: number) {
    form.setFieldValue('settings', sorted(form.values.settings));
    const { hasErrors, errors } = form.validate();
    if (!hasErrors) return save.run(form.getValues(), version);
    setView('form');
    const [first] = Object.keys(errors);
    // After the list of errors has been drawn, so that the field is where it will stay.
    requestAnimationFrame(() => first && document.getElementById(fieldId(first))?.focus());
  }

  return (
    <>
      <SaveBar
        dirty={rule === null || form.isDirty()}
        busy={save.busy}
        onSave={() => submit()}
        onDiscard={form.reset}
      />
      <LeaveGuard isDirty={isDirty} onSave={() => submit()} />
      <ViewButtons view={view} onChange={setView} />
      <div className={classes.columns} data-view={view}>
        <Outline />
        <Stack className={classes.form ?? ''}>
          <ErrorList errors={form.errors} />
          {theirs && (
            <ConflictNote
              theirs={theirs}
              mine={form.values}
              onKeepMine={(version) => submit(version)}
              onTakeTheirs={(taken) => {
                form.setInitialValues(draftOf(taken, terms));
                form.reset();
                setOpened(taken);
                save.settle();
              }}
            />
          )}
          <BasicsSection form={form} templates={templates} />
          <ScheduleSection form={form} templates={templates} />
          <CustomersSection form={form} org={org} />
          <InvoicesSection
            form={form}
            terms={terms}
            homeCurrency={homeCurrency}
            memo={preview.data?.memo ?? null}
          />
          <EmailSection form={form} />
          <MoreSection form={form} />
        </Stack>
        <Preview
          org={org}
          ruleId={rule?.id ?? null}
          answer={preview}
          templates={templates}
          onShow={({ section, field }) => {
            setView('form');
            requestAnimationFrame(() => showField(section, field));
          }}
        />
      </div>
    </>
  );
}
