import { useCallback, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Selects these, or takes them out. */
  select: (ids: readonly string[], isSelected: boolean) => void;
  clear: () => void;
}

/** The invoices that a person ticked; at most as many as the server takes at once. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback((changed: readonly string[], isSelected: boolean) => {
    setIds((before) => {
      const after = new Set(before);
      for (const id of changed)
        if (!isSelected) after.delete(id);
        else if (after.size < MOST) after.add(id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, select, clear };
}

/** As many as one request may name. */
const MOST = 1000;
