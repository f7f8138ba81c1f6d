/**
 * The operating system's code of an error, e.g. `ENOENT`; undefined when it has none. Asks for the member, not for the class: an error may
 * come from another realm.
 */
export function systemCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
