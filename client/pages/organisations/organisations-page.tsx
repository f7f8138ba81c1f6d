import '@mantine/core/styles/List.css';
import { Anchor, Button, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { MeJson } from '../../../domain/api/organisations.ts';
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
  const wordsFor = useBooksWords();
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a4.title')} />
      {organisations.length === 0 && <Text>{t('a4.none')}</Text>}
      <List listStyleType="none">
        {organisations.map(({ id, name, books }) => (
          <List.Item key={id} mb="xs">
            <Anchor
              size="lg"
              renderRoot={(props) => <Link to="/o/$org" params={{ org: id }} {...props} />}
            >
              {name}
            </Anchor>
            <Text size="sm" c="dimmed">
              {wordsFor(books)}
            </Text>
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

/** Which system the organisation's books are in, and what is wrong with the connection, if anything. */
function useBooksWords() {
  const t = useTranslations();
  return (books: MeJson['organisations'][number]['books']): string => {
    if (books === null) return t('a4.books.none');
    const { name } = books;
    const words = {
      live: name,
      paused: t('a4.books.paused', { books: name }),
      'needs-reconnect': t('a4.books.lost', { books: name }),
      disconnected: t('a4.books.disconnected', { books: name }),
    };
    return words[books.state];
  };
}
