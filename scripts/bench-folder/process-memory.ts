import { readFile } from 'node:fs/promises';

const sampleMilliseconds = 100;

export interface MemoryWatch {
  /** The most megabytes that the process and all below it had at one time; 0 where that cannot be told. */
  stop(): number;
}

/** Watches the resident memory of a process and its children, which Linux tells. */
export function watchMemory(pid: number): MemoryWatch {
  let most = 0;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    most = Math.max(most, await residentMegabytes(pid));
    looking = false;
  }, sampleMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => residentMegabytes(Number(child))),
  );
  return below.reduce((sum, value) => sum + value, own);
}
