import './styles.ts';
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TemplateCheck, TemplateJson } from '../../../../domain/api/templates.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { SaveBar } from '../../../ui/save-bar.tsx';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { useMakeMine } from '../use-make-mine.ts';
import { ChecksList } from './checks-list.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { draftOf, otherOf, type Draft } from './draft.ts';
import classes from './editor.module.css';
import { LanguageTabs } from './language-tabs.tsx';
import { Preview, useTextPreview, type Example } from './preview.tsx';
import { SendTest } from './send-test.tsx';
import { TextPanel } from './text-panel.tsx';
import { useSaveTemplate } from './use-save-template.ts';

interface TemplateEditorProps {
  org: string;
  /** Sender's name, for the preview. */
  company: string;
  template: TemplateJson;
  editable: boolean;
  language: Language;
  onLanguage: (language: Language) => void;
}

const MAX_NAME = 120;

/** R6. Built-in templates are shown, and can be made one's own. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { org, template, language } = props;
  const t = useTranslations();
  const spoken = useLanguageCode();
  const readOnly = template.builtIn || !props.editable;
  const form = useForm<Draft>({
    initialValues: draftOf(template, spoken),
    validate: { name: (name) => nameError(t, name) },
  });
  const [edition, setEdition] = useState(0);
  const [example, setExample] = useState<Example>({ invoice: null, bundle: false });
  const texts = useDebounced(form.values.texts, 400);
  const previewed = { org, template: template.id, language, texts, example };
  const preview = useTextPreview(previewed);
  const checks = preview.data?.checks ?? template.checks;

  /** What counts as saved from now on. */
  function settle(draft: Draft) {
    form.setInitialValues(draft);
    form.resetDirty(draft);
  }

  /** Other texts than those that the editors made themselves. */
  function replace(draft: Draft) {
    form.setValues(draft);
    settle(draft);
    setEdition((before) => before + 1);
  }

  const save = useSaveTemplate({
    org,
    template,
    onSaved: (saved) => settle(draftOf(saved, spoken)),
    onInvalid: () => document.getElementById('checks')?.focus(),
    onNameTaken: () => form.setFieldError('name', t('r6.nameTaken')),
  });
  const submit = (version?: number) => {
    if (form.validate().hasErrors) document.getElementById('template-name')?.focus();
    else save.run(form.values, version);
  };
  const copy = () => {
    form.setFieldValue(`texts.${language}`, form.values.texts[otherOf(language)]);
    setEdition((before) => before + 1);
  };
  const show = (check: TemplateCheck) => {
    props.onLanguage(check.language);
    // Once the text of that language is there.
    requestAnimationFrame(() => document.getElementById(`text-${check.part}`)?.focus());
  };

  return (
    <>
      <SaveBar
        dirty={!readOnly && form.isDirty()}
        busy={save.busy}
        onSave={() => submit()}
        onDiscard={() => replace(form.getInitialValues())}
      />
      <LeaveGuard isDirty={() => !readOnly && form.isDirty()} onSave={() => submit()} />
      <div className={classes.columns}>
        <Stack>
          {save.conflict && (
            <ConflictNote
              theirs={save.conflict}
              mine={form.values}
              onKeepMine={submit}
              onTakeTheirs={(theirs) => {
                save.takeTheirs(theirs);
                replace(draftOf(theirs, spoken));
              }}
            />
          )}
          {template.builtIn ? (
            <BuiltInNote {...props} />
          ) : (
            <NameField form={form} readOnly={readOnly} />
          )}
          <LanguageTabs
            texts={form.values.texts}
            checks={checks}
            language={language}
            onLanguage={props.onLanguage}
          >
            <TextPanel
              texts={form.values.texts}
              edition={edition}
              basedOn={template.basedOn}
              language={language}
              readOnly={readOnly}
              checks={checks.filter((check) => check.language === language)}
              onCopy={copy}
              onChange={(change) => form.setFieldValue(`texts.${language}`, changed(change))}
            />
          </LanguageTabs>
          {!readOnly && <ChecksList checks={checks} onShow={show} />}
        </Stack>
        <div className={classes.preview}>
          <Preview {...previewed} company={props.company} onExample={setExample} />
          {props.editable && (
            <Group mt="sm">
              <SendTest org={org} request={preview.body} disabled={!preview.data?.message} />
            </Group>
          )}
        </div>
      </div>
    </>
  );
}

/** Subject and body change by themselves and may do so in one moment. */
function changed(change: Partial<TemplateText>) {
  return (before: TemplateText): TemplateText => ({ ...before, ...change });
}

function nameError(t: ReturnType<typeof useTranslations<never>>, name: string): string | null {
  if (name.trim() === '') return t('r6.nameMissing');
  return name.trim().length > MAX_NAME ? t('r6.nameLong') : null;
}

function NameField({ form, readOnly }: { form: UseFormReturnType<Draft>; readOnly: boolean }) {
  const t = useTranslations();
  return (
    <TextInput
      id="template-name"
      label={t('r6.name')}
      readOnly={readOnly}
      {...form.getInputProps('name')}
    />
  );
}

function BuiltInNote({ org, template, editable }: TemplateEditorProps) {
  const t = useTranslations();
  const mine = useMakeMine(org);
  return (
    <Alert variant="outline" title={t('r6.builtInTitle')}>
      <Stack gap={8} align="flex-start">
        {t('r6.builtInText')}
        {editable && (
          <Button loading={mine.busy} onClick={() => mine.copy(template)}>
            {t('r6.makeMine')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
