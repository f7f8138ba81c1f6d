import { useEffect, useState } from 'react';

/** The value, changing at most once in `everyMs`; what came in between is skipped, the last one never. */
export function useCalm<Value>(value: Value, everyMs: number): Value {
  const [shown, setShown] = useState({ value, at: 0 });
  useEffect(() => {
    if (Object.is(value, shown.value)) return;
    const wait = Math.max(0, shown.at + everyMs - Date.now());
    const timer = setTimeout(() => setShown({ value, at: Date.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown.value;
}
