/** Id of a field's control, so that the list of errors can lead to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}
