/** Fine enough for 50 tokens a second, coarse enough to cost next to nothing. */
const TICK_MS = 5;

export interface Pacer {
  /** Resolves at a time of `performance.now()`, or within a tick after it. */
  until(time: number): Promise<void>;
}

/** One timer for all that wait; it runs while something waits. */
export function createPacer(): Pacer {
  let waiting: { time: number; wake: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tick = () => {
    const now = performance.now();
    const due = waiting.filter(({ time }) => time <= now);
    waiting = waiting.filter(({ time }) => time > now);
    for (const { wake } of due) wake();
    if (waiting.length > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    until(time) {
      if (time <= performance.now()) return Promise.resolve();
      timer ??= setInterval(tick, TICK_MS);
      return new Promise((wake) => waiting.push({ time, wake }));
    },
  };
}
