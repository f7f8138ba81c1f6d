import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

export function RulesLink({ org }: { org: string }) {
  const t = useTranslations();
  return (
    <Anchor renderRoot={(props) => <Link to="/o/$org/rules" params={{ org }} {...props} />}>
      {t('r2.toList')}
    </Anchor>
  );
}
