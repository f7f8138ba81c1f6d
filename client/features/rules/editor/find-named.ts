import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useFailureToast } from '../../../ui/use-failure-toast.ts';
import { sameName, splitNames } from './names.ts';

/** Finds customers by their whole names, one after the other; whoever has several of that name is missing rather than guessed. */
export function useFindNamed(org: string) {
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<string[]>([]);

  async function find(text: string): Promise<{ ids: string[]; missing: string[] } | null> {
    setBusy(true);
    const ids: string[] = [];
    const lost: string[] = [];
    try {
      for (const name of splitNames(text)) {
        const id = await findOne(org, name);
        if (id === null) lost.push(name);
        else ids.push(id);
      }
      setMissing(lost);
      return { ids, missing: lost };
    } catch (error) {
      tellFailure(error);
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { find, busy, missing, forget: () => setMissing([]) };
}

async function findOne(org: string, name: string): Promise<string | null> {
  const query = { q: name, limit: 30 };
  const { rows } = await call('GET /o/:org/customers', { params: { org }, query });
  const same = rows.filter((row) => sameName(row.fullName, name) || sameName(row.name, name));
  const [only, ...others] = same;
  return only && others.length === 0 ? only.id : null;
}
