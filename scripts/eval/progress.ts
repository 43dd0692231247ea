/** Milliseconds between two lines. */
const interval = 5000;

/** Says now and then, and at the end, how far a long step has come. */
export function createProgress(
  what: string,
  total: number,
  say: (line: string) => void,
): (done: number) => void {
  const started = performance.now();
  let next = started + interval;
  return function progress(done) {
    const now = performance.now();
    if (now < next && done < total) return;
    next = now + interval;
    const seconds = (now - started) / 1000;
    const left = done < total ? `, ${Math.ceil((seconds / done) * (total - done))} s left` : '';
    say(`${what}: ${done} of ${total} (${seconds.toFixed(0)} s${left})`);
  };
}
