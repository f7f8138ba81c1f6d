/** One measured figure: ours beside a reference from the same run on the same machine, so that only the ratio matters. */
export interface Figure {
  name: string;
  ours: number;
  reference: number;
  /** ours / reference. */
  ratio: number;
  /** What the ratio must reach, e.g. `<= 5`. */
  target: string;
  unit: string;
  note?: string;
}

export function figure(input: Omit<Figure, 'ratio'>): Figure {
  return { ...input, ratio: round(input.ours / input.reference) };
}

/** Three significant digits, so that figures can be read and compared. */
export function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}

export function meets({ ratio, target }: Figure): boolean | null {
  const parts = /^(<=|>=)\s*([\d.]+)$/.exec(target);
  if (!parts) return null;
  return parts[1] === '<=' ? ratio <= Number(parts[2]) : ratio >= Number(parts[2]);
}

export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

/** Peak resident memory of this process in MiB while the work ran, and what it was before. */
export async function withPeakMemory<T>(
  work: () => Promise<T>,
): Promise<{ peakMiB: number; startMiB: number; result: T }> {
  const startMiB = process.memoryUsage.rss() / 1_048_576;
  let peakMiB = startMiB;
  const timer = setInterval(
    () => (peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 1_048_576)),
    20,
  );
  try {
    const result = await work();
    return { peakMiB, startMiB, result };
  } finally {
    clearInterval(timer);
  }
}
