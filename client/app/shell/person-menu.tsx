import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useId } from 'react';
import { useTranslations } from 'use-intl';
import { meQuery } from '../../api/read.ts';
import { useLanguage } from '../../ui/language.tsx';
import { useChange } from '../../ui/use-change.ts';
import { sessionEnd } from '../query-client.ts';
import classes from './person-menu.module.css';

/** The browser's own popover: the kit's menu would be a twentieth of the first download for four lines. */
export function PersonMenu() {
  const t = useTranslations();
  const id = useId();
  const { language, choose, suggest } = useLanguage();
  const { data: me } = useQuery(meQuery);
  const signOut = useChange('POST /me/sign-out', { refresh: [], onDone: () => sessionEnd.leave() });

  const known = me?.language;
  useEffect(() => {
    if (known) suggest(known);
  }, [known, suggest]);

  if (!me) return null;
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <>
      <button type="button" className={classes.opener} popoverTarget={id}>
        <span aria-hidden="true">{initialsOf(me.name)}</span>
        <span className="visually-hidden">{t('shell.person', { name: me.name })}</span>
      </button>
      <div id={id} popover="auto" className={classes.menu}>
        <p className={classes.who}>
          {me.name}
          <br />
          {me.email}
        </p>
        <Link to="/orgs" className={classes.item}>
          {me.organisations.length > 1 ? t('shell.organisations') : t('shell.addOrganisation')}
        </Link>
        <button
          type="button"
          lang={other}
          className={classes.item}
          popoverTarget={id}
          onClick={() => choose(other)}
        >
          {other === 'fr' ? 'Français' : 'English'}
        </button>
        <button type="button" className={classes.item} onClick={() => signOut.mutate({})}>
          {t('shell.signOut')}
        </button>
      </div>
    </>
  );
}

function initialsOf(name: string): string {
  const initials = name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => letter !== '');
  return [initials[0], initials.length > 1 ? initials.at(-1) : ''].join('') || '?';
}
