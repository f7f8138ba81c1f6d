export type Random = () => number;

/** The same numbers for the same seed (mulberry32), so that a soak that failed can be seen again. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of them, or none at all in two of five cases. */
export function pickTrouble<Trouble>(troubles: Trouble[], random: Random): Trouble | undefined {
  if (random() < 0.4) return undefined;
  return troubles[Math.floor(random() * troubles.length)];
}
