import { Title } from '@mantine/core';
import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import classes from './page-header.module.css';

/** Name of the organisation on screen, for the window's title; empty outside one. */
export const PlaceContext = createContext('');

interface PageHeaderProps {
  title: string;
  /** Finer place inside the page, such as the chosen tab, for the window's title. */
  detail?: string;
  back?: ReactNode;
  actions?: ReactNode;
}

let firstPage = true;

/** The page's one `h1`. It takes the focus when the page is reached by navigation, so that screen readers start there (ux 8). */
export function PageHeader({ title, detail, back, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const place = use(PlaceContext);

  useEffect(() => {
    const parts = [title, detail, place].filter((part) => part !== undefined && part !== '');
    document.title = `${parts.join(' · ')} – Dunlin`;
  }, [title, detail, place]);

  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);

  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {back}
        <Title order={1} size="h2" ref={heading} tabIndex={-1}>
          {title}
        </Title>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
