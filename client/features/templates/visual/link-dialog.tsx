import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../../ui/dialog.tsx';

interface LinkDialogProps {
  editor: Editor;
  onClose: () => void;
}

const ALLOWED = /^(https:\/\/|mailto:|tel:)\S+$/i;

/** Address of the chosen words; mounted while it is open. Messages may link by https, mailto and tel only. */
export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const t = useTranslations();
  const before = String(editor.getAttributes('link')['href'] ?? '');
  const [href, setHref] = useState(before);
  const [isTried, setTried] = useState(false);
  const wanted = href.trim();
  const isWrong = !ALLOWED.test(wanted);

  function save() {
    setTried(true);
    if (isWrong) return;
    const chain = editor.chain().focus().extendMarkRange('link');
    // Without any words chosen, the address itself is what the reader sees.
    if (editor.state.selection.empty && before === '')
      chain
        .insertContent({
          type: 'text',
          text: wanted.replace(/^(mailto|tel):/, ''),
          marks: [{ type: 'link', attrs: { href: wanted } }],
        })
        .run();
    else chain.setLink({ href: wanted }).run();
    onClose();
  }

  return (
    <Dialog opened onClose={onClose} title={t('r6.tool.link')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TextInput
            label={t('r6.linkAddress')}
            description={t('r6.linkHelp')}
            error={isTried && isWrong ? t('r6.linkWrong') : null}
            data-autofocus
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            {before !== '' && (
              <Button
                variant="default"
                onClick={() => {
                  editor.chain().focus().extendMarkRange('link').unsetLink().run();
                  onClose();
                }}
              >
                {t('r6.linkRemove')}
              </Button>
            )}
            <Button type="submit">{t('r6.linkSave')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
