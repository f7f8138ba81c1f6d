export interface Wish {
  /** Names folder, tables and addresses, e.g. `sage`. */
  key: string;
  /** As the vendor writes it. */
  name: string;
}

/** What the command line asks for, or what is wrong with it. `exists` tells whether a folder of the repository is there. */
export function readWish(
  [kind, key = '', ...words]: string[],
  exists: (folder: string) => boolean,
): Wish | { complaint: string } {
  if (kind !== 'books')
    return { complaint: 'usage: new-adapter books <key> [name]; books are the only kind so far' };
  if (!/^[a-z][a-z0-9]{1,30}$/.test(key))
    return { complaint: 'the key has 2 to 31 small letters and digits, a letter first' };
  const taken = ['integrations', 'sandbox', 'test/integrations']
    .map((folder) => `${folder}/${key}`)
    .find(exists);
  if (taken) return { complaint: `${taken} is there already; nothing was written` };
  const name = words.join(' ').trim() || key[0]?.toUpperCase() + key.slice(1);
  if (!/^[\p{L}\d][\p{L}\d .&-]*$/u.test(name))
    return { complaint: 'the name has letters, digits, spaces, points, & and - only' };
  return { key, name };
}

/** The list with one more line. */
export function withLine(list: string, key: string): string {
  return `${list.trimEnd()}\nexport { ${key} } from './${key}/system.ts';\n`;
}
