import { Button } from '@mantine/core';
import { useLanguage } from './language.tsx';

/** Offers the other language, in that language. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <Button variant="subtle" size="compact-md" lang={other} onClick={() => choose(other)}>
      {other === 'fr' ? 'Français' : 'English'}
    </Button>
  );
}
