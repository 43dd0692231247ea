import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import type { ProcessAnswer } from '../fuzz-process.ts';
import type { SeedFile } from './mutate-file.ts';
import type { Outcome } from './try-reading.ts';

/** What came of a file, also where the process did not live to say so. */
export type FuzzOutcome = Outcome | { kind: 'hung'; what: string } | { kind: 'died'; what: string };

export interface ReadingProcess {
  read(file: SeedFile): Promise<FuzzOutcome>;
  /** Megabytes that any of its processes had at most, and by which file first. */
  readonly peak: { megabytes: number; name: string };
  stop(): void;
}

/** Megabytes of JavaScript’s heap in a process that reads. */
const heapLimit = 1024;
/** Files after which a process makes way for a new one, so that what it keeps shows in its memory. */
const filesPerProcess = 2000;

/** On a busy machine a file may wait for longer than it works: only after this many limits it hangs. */
const patience = 10;

/**
 * A process that reads files and is replaced where it takes longer than its time, or dies.
 * @param milliseconds of the processor’s time that a file may take, where the system tells it
 */
export function createReadingProcess(milliseconds: number): ReadingProcess {
  let child: ChildProcess | undefined;
  let read = 0;
  const peak = { megabytes: 0, name: '' };

  function start(): ChildProcess {
    read = 0;
    return fork(join(projectRoot(), 'dist', 'fuzz-process.js'), {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${heapLimit}`, '--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }
  function stop(): void {
    child?.kill('SIGKILL');
    child = undefined;
  }
  return {
    peak,
    stop,
    async read(file) {
      if (read >= filesPerProcess) stop();
      if (child && hasEnded(child)) {
        child = undefined;
        return { kind: 'died', what: 'after it had answered for the file before' };
      }
      child ??= start();
      read += 1;
      const answer = await ask(child, file, milliseconds);
      if ('outcome' in answer) {
        if (answer.megabytes > peak.megabytes) Object.assign(peak, answer, { name: file.name });
        return answer.outcome;
      }
      stop();
      return answer;
    },
  };
}

/** Milliseconds between two looks at how long a process has worked. */
const lookAgain = 500;
/** A tick of the clock that Linux counts a process’s time in, in milliseconds. */
const tick = 10;

/** Milliseconds that a process has worked so far; NaN where the system does not tell. */
function processorTime({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tick;
  } catch {
    return Number.NaN;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function ask(
  child: ChildProcess,
  file: SeedFile,
  milliseconds: number,
): Promise<ProcessAnswer | Extract<FuzzOutcome, { kind: 'hung' | 'died' }>> {
  return new Promise((resolve) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2000);
    };
    const finish = (answer: Parameters<typeof resolve>[0]) => {
      clearInterval(timer);
      child.off('message', answered).off('exit', died);
      child.stderr?.off('data', hear);
      resolve(answer);
    };
    const answered = (answer: unknown) => finish(answer as ProcessAnswer);
    const died = (code: number | null, signal: string | null) => {
      const reason = /^.*(?:Error|FATAL).*$/m.exec(said)?.[0] ?? said.trim().slice(0, 200);
      finish({ kind: 'died', what: `${signal ?? `exit code ${code}`} ${reason}` });
    };
    const begun = performance.now();
    const workedBefore = processorTime(child);
    const timer = setInterval(() => {
      const waited = performance.now() - begun;
      const worked = processorTime(child) - workedBefore;
      // Where the system does not tell, this is NaN, and time on the wall counts.
      if (waited < milliseconds * patience && (worked < milliseconds || waited < milliseconds)) {
        return;
      }
      finish({ kind: 'hung', what: `no answer after ${(waited / 1000).toFixed(0)} s` });
    }, lookAgain);
    child.on('message', answered).on('exit', died);
    child.stderr?.on('data', hear);
    child.send(file);
  });
}
