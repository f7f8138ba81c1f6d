import { useTranslations } from 'use-intl';
import type { InvoiceJson } from '../../../domain/api/invoices.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { OnDay, When } from '../../ui/when.tsx';

/** What the rules see of this invoice. An address on the invoice wins over the customer's. */
export function InvoiceFacts({ invoice }: { invoice: InvoiceJson }) {
  const t = useTranslations();
  const hasMessages = useOrganisation().connection?.memo !== 'reference';
  return (
    <Facts>
      <Fact name={t('w4.customer')}>{invoice.customerName ?? t('w3.noCustomer')}</Fact>
      <Fact name={t('w4.recipient')}>
        <Recipient invoice={invoice} />
      </Fact>
      <Fact name={t('w4.issued')}>
        <OnDay on={invoice.documentOn} />
      </Fact>
      <Fact name={t('w4.terms')}>{invoice.termName ?? t('w4.noTerms')}</Fact>
      {hasMessages ? (
        <>
          <Fact name={t('w4.memoOnInvoice')}>{invoice.memoOnInvoice || t('w4.noMemo')}</Fact>
          <Fact name={t('w4.memoOnStatement')}>{invoice.memoOnStatement || t('w4.noMemo')}</Fact>
        </>
      ) : (
        <Fact name={t('w4.reference')}>{invoice.memoOnInvoice || t('w4.noMemo')}</Fact>
      )}
      <Fact name={t('w4.nextContact')}>
        {invoice.nextContactOn === null ? (
          t('w4.noNextContact')
        ) : (
          <OnDay on={invoice.nextContactOn} />
        )}
      </Fact>
      <Fact name={t('w4.booksUpdated')}>
        <When at={invoice.booksUpdatedAt} />
      </Fact>
    </Facts>
  );
}

function Recipient({ invoice }: { invoice: InvoiceJson }) {
  const t = useTranslations();
  if (invoice.email) return t('w4.recipientOfInvoice', { email: invoice.email });
  if (invoice.customerEmail) return t('w4.recipientOfCustomer', { email: invoice.customerEmail });
  return t('w4.noRecipient');
}
