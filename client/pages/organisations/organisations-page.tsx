import '@mantine/core/styles/List.css';
import { Anchor, Button, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { meQuery, read } from '../../api/read.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { addBooksPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A4: choose an organisation, or connect the first one. */
export function OrganisationsPage() {
  const t = useTranslations();
  const { data: me } = useQuery(meQuery);
  const { data: systems } = useQuery(read('GET /systems', {}));
  const organisations = me?.organisations ?? [];
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a4.title')} />
      {organisations.length === 0 && <Text>{t('a4.none')}</Text>}
      <List listStyleType="none">
        {organisations.map(({ id, name }) => (
          <List.Item key={id}>
            <Anchor
              size="lg"
              renderRoot={(props) => <Link to="/o/$org" params={{ org: id }} {...props} />}
            >
              {name}
            </Anchor>
          </List.Item>
        ))}
      </List>
      {systems?.map(({ key, name }) => (
        <Button key={key} variant="default" component="a" href={addBooksPath(key)}>
          {t('a1.connectTo', { books: name })}
        </Button>
      ))}
    </Door>
  );
}
