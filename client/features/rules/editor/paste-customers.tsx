import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { useFindNamed } from './find-named.ts';

interface PasteCustomersProps {
  org: string;
  onFound: (ids: string[]) => void;
}

/** Adds customers by a pasted list of names; those that are not found stay in the field, so that they can be corrected. */
export function PasteCustomers({ org, onFound }: PasteCustomersProps) {
  const t = useTranslations();
  const { list } = useFormats();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const { find, busy, missing, forget } = useFindNamed(org);
  const close = () => {
    setOpened(false);
    setText('');
    forget();
  };
  const add = async () => {
    const found = await find(text);
    if (found === null) return;
    onFound(found.ids);
    if (found.missing.length === 0) close();
    else setText(found.missing.join('\n'));
  };
  return (
    <div>
      <Button variant="subtle" size="compact-md" onClick={() => setOpened(true)}>
        {t('r2.paste.open')}
      </Button>
      <Dialog opened={opened} title={t('r2.paste.title')} onClose={close}>
        <Stack>
          <Textarea
            label={t('r2.paste.label')}
            description={t('r2.paste.help')}
            rows={8}
            value={text}
            error={missing.length > 0 ? t('r2.paste.missing', { names: list(missing) }) : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Text size="sm" role="status">
            {busy ? t('common.loading') : ''}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button loading={busy} onClick={() => void add()}>
              {t('r2.paste.action')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </div>
  );
}
