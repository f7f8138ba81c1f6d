import { benchChannels } from './send-channel.ts';
import { benchRoad } from './send-road.ts';
import type { Figure } from './support/figure.ts';

/** The whole road is slower by far than a channel alone: a fifth of the messages tell as much. */
const ROAD_SHARE = 5;

/** Messages of an invoice with its PDF: through each channel alone, and along the whole road from the claim to the recorded answer. */
export async function benchSend(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of sizes)
    figures.push(...(await benchChannels(n)), await benchRoad(Math.ceil(n / ROAD_SHARE)));
  return figures;
}
