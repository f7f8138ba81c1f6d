import '../editor/styles.ts';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CustomerChoice } from './customer-choice.tsx';
import { LookupResult } from './lookup-result.tsx';

interface RuleLookupProps {
  org: string;
  /** Chosen customer; undefined before anything was searched. */
  customer: string | undefined;
  /** On its own page there is no link to it. */
  isOwnPage: boolean;
  onSearch: (customer: string) => void;
  /** Why one rule does or does not write about one invoice, gate by gate (ux 4.7). */
  why: (invoice: string, rule: string) => ReactNode;
}

/** Customer rule lookup (BJ-22, ux R3): choose a customer, press Search, and see which rules are processed for it. */
export function RuleLookup({ org, customer, isOwnPage, onSearch, why }: RuleLookupProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState(customer ?? null);
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) onSearch(chosen);
        }}
      >
        <Group align="end">
          <CustomerChoice org={org} value={chosen} onChange={setChosen} />
          <Button type="submit">{t('r3.search')}</Button>
          {!isOwnPage && (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/o/$org/rules/lookup"
                  params={{ org }}
                  search={customer === undefined ? {} : { customer }}
                  {...props}
                />
              )}
            >
              {t('r3.ownPage')}
            </Anchor>
          )}
        </Group>
      </form>
      {customer === undefined ? (
        <Text c="dimmed">{t('r3.empty')}</Text>
      ) : (
        <LookupResult key={customer} org={org} customer={customer} why={why} />
      )}
    </Stack>
  );
}
