import { useEffect, useEffectEvent, useState } from 'react';

/** Text of a search field: told on after a short rest; follows the address when that changes by other means. */
export function useSearchText(q: string, onSearch: (q: string | undefined) => void) {
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  if (known !== q) {
    setKnown(q);
    setTyped(q);
  }
  const tell = useEffectEvent(onSearch);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === q) return;
    const timer = setTimeout(() => tell(wanted === '' ? undefined : wanted), 250);
    return () => clearTimeout(timer);
  }, [typed, q]);
  return [typed, setTyped] as const;
}
