import { useTranslations } from 'use-intl';
import { spanOf } from './span.ts';

/** A number of seconds in words: "4 min". */
export function useSpan(): (seconds: number) => string {
  const t = useTranslations();
  return (seconds) => {
    const { unit, amount } = spanOf(seconds);
    const words = {
      seconds: t('o1.span.seconds', { amount }),
      minutes: t('o1.span.minutes', { amount }),
      hours: t('o1.span.hours', { amount }),
    };
    return words[unit];
  };
}

/** What is left of a run: "about 4 min", or "less than a minute", because seconds would only flicker. */
export function useTimeLeft(): (seconds: number) => string {
  const t = useTranslations();
  const span = useSpan();
  return (seconds) =>
    spanOf(seconds).unit === 'seconds'
      ? t('o1.lessThanMinute')
      : t('o1.about', { span: span(seconds) });
}
