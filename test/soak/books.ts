import { quickBooks } from './quickbooks.ts';
import type { Random } from './random.ts';
import { xero } from './xero.ts';

/** One accounting system under the soak: its stand-in, and what can go wrong with it. */
export interface SoakBooks {
  /** Key of the system, as in addresses. */
  key: string;
  /** Settings that lead Dunlin to the stand-in. */
  settings: Record<string, string>;
  /** What a person does on the consent page: from its address to that of the way back. */
  consent(url: string): Promise<string>;
  /** Where changes are told; asked once Dunlin answers. */
  tellTo(webhooksUrl: string): Promise<void>;
  advanceClock(ms: number): Promise<void>;
  /** Edits as people make them, the same for the same seed. */
  edit(count: number, seed: number): Promise<void>;
  /** Ends what was wrong, and most of the time begins something else. */
  makeTrouble(random: Random): Promise<void>;
  /** Ends what is wrong; faults that were not met by a call are gone too. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

/** Every system that must come through the soak. */
export const soakWorlds: { name: string; start(): Promise<SoakBooks> }[] = [quickBooks, xero];
