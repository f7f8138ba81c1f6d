import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconBold,
  IconItalic,
  IconLineDashed,
  IconLink,
  IconList,
  IconListNumbers,
  IconTable,
} from '@tabler/icons-react';
import { useEditorState, type Editor } from '@tiptap/react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import classes from './visual.module.css';

interface ToolbarProps {
  editor: Editor;
  controls: string;
  onField: () => void;
  onLink: () => void;
}

/** The toolbar pattern: one stop for Tab, arrow keys inside. */
export function Toolbar({ editor, controls, onField, onLink }: ToolbarProps) {
  const t = useTranslations();
  const [current, setCurrent] = useState(0);
  const tools = useTools(editor, onLink);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const last = tools.length;
    const to = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current === 0 ? last : current - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setCurrent(to);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  }

  const stop = (index: number) => ({
    tabIndex: index === current ? 0 : -1,
    onFocus: () => setCurrent(index),
  });
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label={t('r6.toolbar')}
      aria-controls={controls}
      className={classes.toolbar}
      onKeyDown={onKeyDown}
    >
      {tools.map(({ label, Icon, pressed, run }, index) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            variant={pressed ? 'filled' : 'subtle'}
            aria-label={label}
            {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
            onClick={run}
            {...stop(index)}
          >
            <Icon size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ))}
      <Button variant="default" size="compact-sm" onClick={onField} {...stop(tools.length)}>
        {t('r6.insertField')}
      </Button>
    </div>
  );
}

function useTools(editor: Editor, onLink: () => void) {
  const t = useTranslations();
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      list: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  return [
    {
      label: t('r6.tool.bold'),
      Icon: IconBold,
      pressed: active.bold,
      run: () => chain().toggleBold().run(),
    },
    {
      label: t('r6.tool.italic'),
      Icon: IconItalic,
      pressed: active.italic,
      run: () => chain().toggleItalic().run(),
    },
    {
      label: t('r6.tool.list'),
      Icon: IconList,
      pressed: active.list,
      run: () => chain().toggleBulletList().run(),
    },
    {
      label: t('r6.tool.numbers'),
      Icon: IconListNumbers,
      pressed: active.numbers,
      run: () => chain().toggleOrderedList().run(),
    },
    { label: t('r6.tool.link'), Icon: IconLink, pressed: active.link, run: onLink },
    {
      label: t('r6.tool.table'),
      Icon: IconTable,
      pressed: undefined,
      run: () => chain().insertContent({ type: 'invoiceTable' }).run(),
    },
    {
      label: t('r6.tool.divider'),
      Icon: IconLineDashed,
      pressed: undefined,
      run: () => chain().setHorizontalRule().run(),
    },
  ];
}
