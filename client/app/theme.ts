import {
  Alert,
  Anchor,
  Button,
  createTheme,
  NumberInput,
  Radio,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const navy: MantineColorsTuple = [
  '#eef3fb',
  '#d9e3f3',
  '#b3c6e6',
  '#93aedb',
  '#86a4d8',
  '#4f74ba',
  '#3a5fa6',
  '#2c4c8a',
  '#1f3a68',
  '#152a4d',
];

/** Passes WCAG AA in both colour schemes; the kit's own palette does not (ux 10.1). */
export const theme = createTheme({
  colors: { navy },
  primaryColor: 'navy',
  primaryShade: { light: 8, dark: 5 },
  autoContrast: true,
  luminanceThreshold: 0.25,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 6,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '650' },
  fontSizes: { sm: '0.8125rem', md: '0.875rem' },
  components: {
    // The kit's coloured titles on coloured ground fail AA.
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
    // Inside text a link must differ by more than its colour (WCAG 1.4.1).
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // Smaller radios and the steppers of number fields are below the 24 px target of WCAG 2.5.8; arrow keys still work.
    Radio: Radio.extend({ defaultProps: { size: 'md' } }),
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true } }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#495057',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#a6a7ab',
    '--mantine-color-error': '#ff8787',
  },
});
