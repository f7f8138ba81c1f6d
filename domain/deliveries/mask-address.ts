/** An address as it may be shown to whoever holds a link: enough for its owner to know it, too little to write to it. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = [...address.slice(0, Math.max(at, 0))];
  return `${first}•••${at < 0 ? '' : address.slice(at)}`;
}
