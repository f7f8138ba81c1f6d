import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { meQuery } from '../../api/read.ts';
import { useChange } from '../../ui/use-change.ts';
import { useLanguage } from '../../ui/language.tsx';
import { sessionEnd } from '../query-client.ts';

export function PersonMenu() {
  const t = useTranslations();
  const { language, choose, suggest } = useLanguage();
  const { data: me } = useQuery(meQuery);
  const signOut = useChange('POST /me/sign-out', { refresh: [], onDone: () => sessionEnd.leave() });

  const known = me?.language;
  useEffect(() => {
    if (known) suggest(known);
  }, [known, suggest]);

  if (!me) return null;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          aria-label={t('shell.person', { name: me.name })}
        >
          {initialsOf(me.name)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Label>{me.email}</Menu.Label>
        {me.organisations.length > 1 && (
          <Menu.Item renderRoot={(props) => <Link to="/orgs" {...props} />}>
            {t('shell.organisations')}
          </Menu.Item>
        )}
        <Menu.Item
          lang={language === 'en' ? 'fr' : 'en'}
          onClick={() => choose(language === 'en' ? 'fr' : 'en')}
        >
          {language === 'en' ? 'Français' : 'English'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate({})}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const initials = name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => letter !== '');
  return [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('') || '?';
}
