/**
 * Where a company stands that a consent covers: `free` nobody has it; `again` an organisation of the person had it and can have it back;
 * `connected` it works there already; `no-right` the person may not connect it there; `taken` it belongs to somebody else's organisation.
 */
export const companyStates = ['free', 'again', 'connected', 'no-right', 'taken'] as const;
export type CompanyState = (typeof companyStates)[number];

/** A company never changes hands, and what works is not connected twice (E25). */
export function isChoosable(state: CompanyState): boolean {
  return state === 'free' || state === 'again';
}
