/** A number field holds NaN while it is empty. */
export const numberOf = (value: number | string) =>
  typeof value === 'number' ? value : Number.NaN;

export const shownNumber = (value: number) => (Number.isNaN(value) ? '' : value);

export const wholeNumber = {
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: 'none',
  styles: { wrapper: { maxWidth: 220 } },
} as const;
