import { Anchor, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { invoiceSearch, type InvoiceTab } from '../../app/search.ts';
import { Timeline } from '../../features/activity/timeline.tsx';
import { ChangeAddress } from '../../features/customers/change-address.tsx';
import { CustomerAutopay } from '../../features/customers/customer-autopay.tsx';
import { CustomerLanguage } from '../../features/customers/customer-language.tsx';
import { DeliveryPanel } from '../../features/deliveries/delivery-panel.tsx';
import { DocumentPanel } from '../../features/invoices/document-panel.tsx';
import { InvoiceFacts } from '../../features/invoices/invoice-facts.tsx';
import { InvoiceHead } from '../../features/invoices/invoice-head.tsx';
import { MarkSentButton } from '../../features/invoices/to-send/mark-sent-button.tsx';
import { PutBackButton } from '../../features/invoices/to-send/put-back-button.tsx';
import { SendButton } from '../../features/invoices/to-send/send-button.tsx';
import { EndForGate } from '../../features/silence/end-for-gate.tsx';
import { InForce } from '../../features/silence/in-force.tsx';
import { SilenceMenu } from '../../features/silence/silence-menu.tsx';
import { SuppressedAddresses } from '../../features/suppressions/suppressed-addresses.tsx';
import { ReleaseButton } from '../../features/invoices/release-button.tsx';
import { WhyPanel } from '../../features/why/why-panel.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';
import classes from './invoice-page.module.css';

const route = getRouteApi('/o/$org/invoices/$invoice');
const tabs: readonly InvoiceTab[] = ['timeline', 'why', 'delivery', 'document'];

/** W4. */
export function InvoicePage() {
  const t = useTranslations();
  const { org, invoice: id } = route.useParams();
  const { tab = 'timeline' } = route.useSearch();
  const navigate = route.useNavigate();
  const organisation = useOrganisation();
  const {
    data: invoice,
    error,
    refetch,
  } = useQuery(read('GET /o/:org/invoices/:invoice', { params: { org, invoice: id } }));
  const toList = (
    <Anchor renderRoot={(props) => <Link to="/o/$org/invoices" params={{ org }} {...props} />}>
      {t('w4.toList')}
    </Anchor>
  );

  if (error && !invoice)
    return (
      <>
        <PageHeader title={t('w4.page')} back={toList} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!invoice) return <LateSkeleton />;

  const editable = mayEdit(organisation.role);
  const isToSend = invoice.status === 'to-send';
  const isOpen =
    invoice.status === 'due' || invoice.status === 'overdue' || (isToSend && invoice.openMinor > 0);
  const names: Record<InvoiceTab, string> = {
    timeline: t('w4.timeline'),
    why: t('w4.why'),
    delivery: t('w4.delivery'),
    document: t('w4.document'),
  };
  return (
    <>
      <InvoiceHead
        invoice={invoice}
        tab={names[tab]}
        back={toList}
        actions={
          editable && (
            <>
              {isToSend && (
                <>
                  <SendButton
                    org={org}
                    which={{ ids: [id] }}
                    count={1}
                    onSent={({ id: run }) =>
                      void navigate({ to: '/o/$org/jobs/$run', params: { org, run } })
                    }
                  >
                    {t('w4.send')}
                  </SendButton>
                  <MarkSentButton org={org} which={{ ids: [id] }} count={1} variant="default">
                    {t('w3.mark')}
                  </MarkSentButton>
                </>
              )}
              {organisation.invoiceSending.on &&
                (isOpen || invoice.status === 'paid') &&
                !isToSend && <PutBackButton org={org} invoice={id} />}
              {isOpen && <SilenceMenu org={org} invoice={invoice} />}
            </>
          )
        }
      />
      <InForce org={org} invoice={invoice} editable={editable} />
      <div className={classes.columns}>
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(wanted) =>
            void navigate({ search: invoiceSearch({ tab: wanted }), replace: true })
          }
        >
          <Tabs.List aria-label={t('w4.tabs')} mb="md">
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {names[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="timeline">
            <Timeline org={org} invoice={id} />
          </Tabs.Panel>
          <Tabs.Panel value="why">
            <WhyPanel
              org={org}
              invoice={id}
              actionFor={(gate) =>
                editable && (gate === 'snooze' || gate === 'promise' || gate === 'dispute') ? (
                  <EndForGate org={org} invoice={id} gate={gate} />
                ) : gate === 'first-sync' && editable ? (
                  <ReleaseButton org={org} invoice={invoice} />
                ) : null
              }
            />
          </Tabs.Panel>
          <Tabs.Panel value="delivery">
            <DeliveryPanel
              org={org}
              deliveries={invoice.deliveries}
              editable={editable}
              suppressed={({ suppressed }) => (
                <SuppressedAddresses org={org} addresses={suppressed} editable={editable} />
              )}
            />
          </Tabs.Panel>
          <Tabs.Panel value="document">
            <DocumentPanel org={org} invoice={id} />
          </Tabs.Panel>
        </Tabs>
        <aside aria-label={t('w4.facts')}>
          <InvoiceFacts invoice={invoice} />
          <SuppressedAddresses org={org} addresses={invoice.suppressed} editable={editable} />
          {invoice.customerId !== null && editable && (
            <ChangeAddress
              organisation={organisation}
              customer={{
                id: invoice.customerId,
                name: invoice.customerName ?? t('w3.noCustomer'),
                email: invoice.customerEmail,
              }}
              invoiceEmail={invoice.email}
            />
          )}
          {invoice.customerId !== null && (
            <CustomerLanguage
              org={org}
              customer={invoice.customerId}
              language={invoice.customerLanguage}
            />
          )}
          {invoice.customerId !== null && (
            <CustomerAutopay
              organisation={organisation}
              customer={invoice.customerId}
              autopay={invoice.customerAutopay}
              disabled={!mayEdit(organisation.role)}
            />
          )}
        </aside>
      </div>
    </>
  );
}
