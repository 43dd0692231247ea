/** How long something took, over many runs, in milliseconds. */
export interface Timing {
  median: number;
  p95: number;
  p99: number;
  runs: number;
}

export function summarizeTimes(times: readonly number[]): Timing {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), runs: sorted.length };
}

/** Runs the work once for each input after a warm-up, one after the other. */
export async function timeEach<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<unknown>,
  warmUp = 10,
): Promise<Timing> {
  for (const input of inputs.slice(0, warmUp)) await work(input);
  const times: number[] = [];
  for (const input of inputs) {
    const started = performance.now();
    await work(input);
    times.push(performance.now() - started);
  }
  return summarizeTimes(times);
}
