import './styles.ts';
import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { ErrorList } from '../../../ui/error-list.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { SaveBar } from '../../../ui/save-bar.tsx';
import { fieldId } from '../../../ui/field-id.ts';
import { BasicsSection } from './basics-section.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { CustomersSection } from './customers-section.tsx';
import { draftOf, type Draft, type Templates, type Terms } from './draft.ts';
import classes from './editor.module.css';
import { EmailSection } from './email-section.tsx';

import { InvoicesSection } from './invoices-section.tsx';
import { Preview } from './preview.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { useSaveRule } from './use-save-rule.ts';
import { useRuleValidation } from './validation.ts';

interface RuleEditorProps {
  org: string;
  /** Null while the rule is new. */
  rule: RuleJson | null;
  draft: Draft;
  templates: Templates;
  terms: Terms;
  onSaved: () => void;
}

/** R2. Nothing is stored until "Save changes" (BJ-19). */
export function RuleEditor({ org, rule, draft, templates, terms, onSaved }: RuleEditorProps) {
  const validate = useRuleValidation();
  const form = useForm<Draft>({ initialValues: draft, validate });
  const saved = useRef(false);
  const save = useSaveRule({
    org,
    rule,
    onSaved: () => {
      saved.current = true;
      onSaved();
    },
    onInvalid: (issues) => form.setErrors(issues),
  });
  const isDirty = () => !saved.current && form.isDirty();

  function submit(version?: number) {
    const { hasErrors, errors } = form.validate();
    if (!hasErrors) return save.run(form.values, version);
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
      <div className={classes.columns}>
        <Stack>
          <ErrorList errors={form.errors} />
          {save.conflict && (
            <ConflictNote
              theirs={save.conflict}
              mine={form.values.settings}
              onKeepMine={(version) => submit(version)}
              onTakeTheirs={(theirs) => {
                form.setInitialValues(draftOf(theirs, terms));
                form.reset();
                save.settle();
              }}
            />
          )}
          <BasicsSection form={form} templates={templates} />
          <ScheduleSection form={form} templates={templates} />
          <CustomersSection form={form} org={org} />
          <InvoicesSection form={form} terms={terms} />
          <EmailSection form={form} />
        </Stack>
        <Preview
          org={org}
          ruleId={rule?.id ?? null}
          settings={form.values.settings satisfies RuleSettings}
          templates={templates}
        />
      </div>
    </>
  );
}
