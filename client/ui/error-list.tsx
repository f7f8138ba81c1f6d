import { Alert, Anchor, List } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslations } from 'use-intl';
import classes from './error-list.module.css';
import { fieldId } from './field-id.ts';

/** All errors on top, each a link to its field (ux 6.1). */
export function ErrorList({ errors }: { errors: FormErrors }) {
  const t = useTranslations();
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      title={t('common.errors', { count: entries.length })}
    >
      <List className={classes.errors}>
        {entries.map(([path, message]) => (
          <List.Item key={path}>
            <Anchor
              href={`#${fieldId(path)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId(path))?.focus();
              }}
            >
              {message}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
