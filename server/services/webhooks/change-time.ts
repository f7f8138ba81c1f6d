const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * The instant of a webhook event. Times come with up to nine decimals (facts: QuickBooks 7.2), and only three are promised to be
 * understood by `Date`, so the text is cut by hand. Null for a text of another form: nobody knows then when it was.
 */
export function changeTimeOf(text: string): Date | null {
  const [, seconds, decimals = '', zone = ''] = FORM.exec(text) ?? [];
  if (seconds === undefined) return null;
  const colonZone = zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = new Date(`${seconds}.${decimals.slice(0, 3).padEnd(3, '0')}${colonZone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
