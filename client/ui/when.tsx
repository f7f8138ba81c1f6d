import { useFormats } from './formats.ts';

/** An instant in the organisation's zone. */
export function When({ at }: { at: string }) {
  const { instant } = useFormats();
  return <time dateTime={at}>{instant(at)}</time>;
}

/** A calendar day. */
export function OnDay({ on }: { on: string }) {
  const { day } = useFormats();
  return <time dateTime={on}>{day(on)}</time>;
}
