import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { AutopaySection } from '../../features/settings/autopay-section.tsx';
import { CompanySection } from '../../features/settings/company-section.tsx';
import { InvoicingSection } from '../../features/settings/invoicing-section.tsx';
import { SendingSection } from '../../features/settings/sending-section.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { ConnectionPart } from './connection-part.tsx';
import { settingsParts, type SettingsPart } from './parts.ts';
import { WriteBackPart } from './write-back-part.tsx';

const route = getRouteApi('/o/$org/settings/$section');

/** The settings, one part at a time (ux 4.5); an address that names none shows the first. */
export function SettingsPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const { section } = route.useParams();
  const navigate = route.useNavigate();
  const part = settingsParts.find((one) => one === section) ?? 'company';
  const names: Record<SettingsPart, string> = {
    company: t('s1.tabs.company'),
    connection: t('s1.tabs.connection'),
    invoicing: t('s1.tabs.invoicing'),
    sending: t('s1.tabs.sending'),
    autopay: t('s1.tabs.autopay'),
    'write-back': t('s1.tabs.write-back'),
  };
  return (
    <>
      <PageHeader title={t('s1.title')} detail={names[part]} />
      <Tabs
        key={organisation.id}
        value={part}
        keepMounted={false}
        maw={760}
        onChange={(wanted) =>
          void navigate({ params: (old) => ({ ...old, section: wanted ?? part }), search: {} })
        }
      >
        <Tabs.List aria-label={t('s1.tabs.label')} mb="md">
          {settingsParts.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {names[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsParts.map((one) => (
          <Tabs.Panel key={one} value={one}>
            {one === part && parts[one](organisation)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const parts: Record<SettingsPart, (organisation: OrganisationJson) => ReactNode> = {
  company: (organisation) => <CompanySection organisation={organisation} />,
  connection: (organisation) => <ConnectionPart organisation={organisation} />,
  invoicing: (organisation) => <InvoicingSection organisation={organisation} />,
  sending: (organisation) => <SendingSection organisation={organisation} />,
  autopay: (organisation) => <AutopaySection organisation={organisation} />,
  'write-back': (organisation) => <WriteBackPart organisation={organisation} />,
};
