/** Milliseconds between two looks. A reader can take some hundred megabytes a second. */
const interval = 100;

/** What a reader ends itself with when it has taken too much memory. */
export const memorySignal = 'SIGUSR2';

/**
 * Runs in a thread beside a reader, which may be in an endless loop: ends the whole process when it
 * has taken more memory than it may, in or outside of the heap, or when its parent has gone without
 * ending it.
 */
export function watchOverReader({
  mostBytes,
  parent,
}: {
  mostBytes: number;
  /** As the process saw it at first: it may be gone before this thread runs. */
  parent: number;
}): void {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, memorySignal);
  }, interval);
}
