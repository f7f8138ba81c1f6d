import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { IntlProvider, type Messages } from 'use-intl';
import { session } from '../api/session.ts';
import { localeOf, type Language } from './locale.ts';

const STORED = 'dunlin.language';

const catalogues: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('../locales/en.json'),
  fr: () => import('../locales/fr.json'),
};

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
  /** The language of the signed-in person; counts until somebody chooses another one in this browser. */
  suggest: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (!choice) throw new Error('useLanguage needs LanguageProvider');
  return choice;
}

export interface Catalogue {
  language: Language;
  messages: Messages;
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const { default: messages } = await catalogues[language]();
  return { language, messages };
}

export function firstLanguage(): Language {
  return chosenLanguage() ?? (navigator.language.startsWith('fr') ? 'fr' : 'en');
}

function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(STORED);
  return stored === 'en' || stored === 'fr' ? stored : null;
}

export function LanguageProvider({ first, children }: { first: Catalogue; children: ReactNode }) {
  const [catalogue, setCatalogue] = useState(first);
  const { language, messages } = catalogue;

  const show = useCallback((wanted: Language) => {
    void loadCatalogue(wanted).then(setCatalogue);
  }, []);
  const choice = useMemo(
    () => ({
      language,
      choose: (wanted: Language) => {
        localStorage.setItem(STORED, wanted);
        show(wanted);
      },
      suggest: (wanted: Language) => {
        if (chosenLanguage() === null && wanted !== language) show(wanted);
      },
    }),
    [language, show],
  );

  useEffect(() => {
    document.documentElement.lang = language;
    session.language = language;
  }, [language]);

  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={localeOf(language)} messages={messages} onError={ignoreUntilTested}>
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}

/** Missing keys cannot ship (a test compares code and catalogues); a value that the server left out shows the sentence's key. */
function ignoreUntilTested(): void {
  return undefined;
}
