const waiting: (() => void)[] = [];
let isRunning = false;

/**
 * Resolves in a turn of the event loop that nobody else who waits here shares. Work that takes a
 * millisecond or more waits for it first, so that many answers which are ready at the same moment
 * do not hold everything else up together. Cost: one turn where nobody waits.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (isRunning) return;
    isRunning = true;
    setImmediate(next);
  });
}

function next(): void {
  const resolve = waiting.shift();
  if (resolve) {
    resolve();
    setImmediate(next);
  } else isRunning = false;
}
