/** Where a full navigation starts the consent of the books; not part of the client. With `org`, the same company must come back. */
export function connectPath(org?: string): string {
  const start = '/connect/quickbooks/start?intent=connect';
  return org === undefined ? start : `${start}&org=${encodeURIComponent(org)}`;
}
