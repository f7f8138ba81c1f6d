import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What will be here, why it is empty now, and the one next step (ux 6.12). */
export function EmptyState({ children, action }: { children: string; action?: ReactNode }) {
  return (
    <Stack align="center" className={classes.empty}>
      <Text ta="center">{children}</Text>
      {action}
    </Stack>
  );
}
