import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { recipientState } from './address-field.ts';
import { AddressDialog, type AddressedCustomer } from './address-dialog.tsx';

interface ChangeAddressProps {
  organisation: OrganisationJson;
  customer: AddressedCustomer;
  /** The invoice's own address, which wins over the customer's. */
  invoiceEmail: string | null;
}

/** Beside a recipient that is missing or cannot be used: corrects the customer's address in the books, if the owner agreed to that. */
export function ChangeAddress({ organisation, customer, invoiceEmail }: ChangeAddressProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const books = organisation.connection?.booksName ?? t('common.books');
  const state = recipientState(invoiceEmail, customer.email);
  if (state === 'usable') return null;
  if (!organisation.writeBack.email)
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {t('w4.address.notAgreed', { books })}{' '}
        <Link
          to="/o/$org/settings/$section"
          params={{ org: organisation.id, section: 'write-back' }}
        >
          {t('w4.address.toSettings')}
        </Link>
      </Text>
    );
  const live = organisation.connection?.state === 'live';
  return (
    <>
      {state === 'bad' && (
        <Text size="sm" mt="sm">
          {t('w4.address.bad')}
        </Text>
      )}
      <Button variant="default" mt="sm" disabled={!live} onClick={() => setOpen(true)}>
        {customer.email ? t('w4.address.change') : t('w4.address.add')}
      </Button>
      {!live && (
        <Text size="sm" c="dimmed">
          {t('o1.notConnected', { books })}
        </Text>
      )}
      {open && (
        <AddressDialog
          org={organisation.id}
          books={books}
          most={organisation.connection?.writes.maxEmailLength ?? 0}
          customer={customer}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
