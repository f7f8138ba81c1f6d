import { Paper, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './door.module.css';

/** Frame of the screens in front of the door: one narrow sheet in the middle, a footer below it. */
export function Door({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
  return (
    <div className={classes.door}>
      <main className={classes.sheet}>
        <Paper withBorder p="xl">
          <Stack>{children}</Stack>
        </Paper>
      </main>
      {footer && <footer className={classes.footer}>{footer}</footer>}
    </div>
  );
}
