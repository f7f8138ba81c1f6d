import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { addressProblem } from './address-field.ts';

export interface AddressedCustomer {
  id: string;
  name: string;
  email: string | null;
}

interface AddressDialogProps {
  org: string;
  books: string;
  /** Characters that the books hold. */
  most: number;
  customer: AddressedCustomer;
  onClose: () => void;
}

/** Mounted while it is open. What the person saw goes along, so that an address changed meanwhile in the books is never lost (E33). */
export function AddressDialog({ org, books, most, customer, onClose }: AddressDialogProps) {
  const t = useTranslations();
  const [text, setText] = useState(customer.email ?? '');
  const [isTried, setTried] = useState(false);
  const wrong = useWrongWords(text, customer.email, most);
  const save = useSave(books, onClose);
  const submit = () => {
    setTried(true);
    if (wrong !== null) return;
    save.mutate({
      params: { org, customer: customer.id },
      body: { email: text.trim() === '' ? null : text.trim(), expected: customer.email },
    });
  };
  return (
    <Dialog opened onClose={onClose} title={t('w4.address.title', { customer: customer.name })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <TextInput
            label={t('w4.address.field')}
            description={t('w4.address.help', { books, most })}
            error={isTried ? wrong : null}
            inputMode="email"
            autoComplete="off"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed" role="status">
            {t('w4.address.length', { used: [...text.trim()].length, most })}
          </Text>
          {save.isError && <ErrorState error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('w4.address.action', { books })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function useWrongWords(text: string, known: string | null, most: number): string | null {
  const t = useTranslations();
  const problem = addressProblem(text, known, most);
  const words = {
    'too-long': t('w4.address.tooLong', { most }),
    'bad-address': t('w4.address.badAddress'),
    unchanged: t('w4.address.unchanged'),
  };
  return problem === null ? null : words[problem];
}

function useSave(books: string, onSaved: () => void) {
  const t = useTranslations();
  const { done } = useToasts();
  return useChange('PUT /o/:org/customers/:customer/email', {
    refresh: ['GET /o/:org/invoices/:invoice', 'GET /o/:org/write-backs', 'GET /o/:org/activity'],
    onDone: ({ state }) => {
      done(state === 'done' ? t('w4.address.done', { books }) : t('w4.address.queued', { books }));
      onSaved();
    },
    // The dialog stays open and tells it.
    onFailed: () => undefined,
  });
}
