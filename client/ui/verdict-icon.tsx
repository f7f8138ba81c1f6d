import { IconCheck, IconPlayerPause, IconX } from '@tabler/icons-react';

const icons = { pass: IconCheck, skip: IconX, hold: IconPlayerPause };

/** Sign of a gate's answer. Decoration only: the answer is always said in words beside it. */
export function VerdictIcon({ verdict }: { verdict: 'pass' | 'skip' | 'hold' }) {
  const Icon = icons[verdict];
  return <Icon size={16} aria-hidden="true" />;
}
