import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { call } from '../../api/call.ts';
import { SettingSelect } from './setting-select.tsx';

interface CustomerAutopayProps {
  organisation: OrganisationJson;
  customer: string;
  /** Null: the organisation's default. */
  autopay: boolean | null;
  disabled: boolean;
}

const shown = new Map<boolean | null, string>([
  [null, ''],
  [true, 'on'],
  [false, 'off'],
]);
const stored: Record<string, boolean> = { on: true, off: false };

/** Whether this customer is on autopay (BJ-16). The company's switch comes before it. */
export function CustomerAutopay(props: CustomerAutopayProps) {
  const { organisation, customer, autopay, disabled } = props;
  const t = useTranslations();
  const { on, customersByDefault } = organisation.autopay;
  const state = customersByDefault ? t('w4.autopay.on') : t('w4.autopay.off');
  return (
    <SettingSelect
      label={t('w4.autopay.label')}
      description={on ? null : t('w4.autopay.companyOff')}
      disabled={disabled || !on}
      value={shown.get(autopay) ?? ''}
      options={[
        { value: '', label: t('w4.autopay.default', { state }) },
        { value: 'on', label: t('w4.autopay.on') },
        { value: 'off', label: t('w4.autopay.off') },
      ]}
      store={(value) =>
        call('PUT /o/:org/customers/:customer/autopay', {
          params: { org: organisation.id, customer },
          body: { autopay: stored[value] ?? null },
        })
      }
    />
  );
}
