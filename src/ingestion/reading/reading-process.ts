import { type ChildProcess, fork } from 'node:child_process';
import { DocumentError } from '../../errors.ts';
import { type ReaderEnd, tooComplex } from '../file-failures.ts';
import type { FromReader, ToReader } from './messages.ts';
import type { ReadRequest, ReadSource } from './source-reader.ts';
import { memorySignal } from './watch-over-reader.ts';

export interface ReadingLimitsOfProcess {
  /** The bundled `reader.ts`. */
  entry: string;
  /** Resident memory of the whole process; its heap may take three quarters. */
  memoryBytes: number;
  /** How long one file of so many bytes may take. */
  milliseconds: (bytes: number) => number;
  /** How long a process may take to start. */
  startMilliseconds: number;
}

/** Characters of what a process says on standard error that are kept, for when it does not start. */
const keptWords = 2000;

/** A process that reads files, one at a time. Once it has ended it is of no more use. */
export class ReadingProcess {
  /** Whether no file was read yet. */
  fresh = true;
  /** As the process told after its last file. */
  residentBytes = 0;
  readonly #limits: ReadingLimitsOfProcess;
  readonly #child: ChildProcess;
  /** How it ended, once it has. */
  #end: string | undefined;
  /** Of whoever waits for an answer. No promise, which would keep every answer until the end. */
  #onEnd: ((how: string) => void) | undefined;
  #said = '';
  #started: Promise<void>;

  constructor(limits: ReadingLimitsOfProcess) {
    this.#limits = limits;
    const heapMegabytes = Math.floor((limits.memoryBytes * 0.75) / 2 ** 20);
    this.#child = fork(limits.entry, [String(limits.memoryBytes)], {
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      // A hostile file that takes over its reader finds no keys there.
      env: keptVariables(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-keptWords);
    });
    const noteEnd = (how: string) => {
      this.#end ??= how;
      this.#onEnd?.(this.#end);
    };
    this.#child.once('error', ({ message }) => noteEnd(message));
    this.#child.once('exit', (code, signal) => noteEnd(signal ?? `exit code ${code}`));
    this.#started = this.#start();
    this.#started.catch(() => {});
  }

  get hasEnded(): boolean {
    return (
      this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.connected
    );
  }

  /** @throws DocumentError where the file cannot be read; Error where the process does not start */
  async read(request: ReadRequest, bytes: number, signal?: AbortSignal): Promise<ReadSource> {
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      await this.#started;
      signal?.throwIfAborted();
      const reply = await this.#ask(request, this.#limits.milliseconds(bytes), signal);
      if ('kind' in reply) throw tooComplex(request.uri, reply);
      this.residentBytes = reply.residentBytes;
      if ('failure' in reply) throw new DocumentError(reply.failure.reason, reply.failure.message);
      return reply.source;
    } finally {
      this.fresh = false;
      // A command that forgets to close its readers still ends.
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  async #start(): Promise<void> {
    const outcome = await this.#next(this.#limits.startMilliseconds);
    if (!('kind' in outcome)) return;
    this.end();
    const how = outcome.kind === 'crash' ? outcome.how : 'no answer';
    throw new Error(
      `The process that reads files does not start (${how}). Run: npm run build\n${this.#said}`.trim(),
    );
  }

  async #ask(
    request: ToReader,
    milliseconds: number,
    signal?: AbortSignal,
  ): Promise<Exclude<FromReader, { ready: true }> | ReaderEnd> {
    const outcome = this.#next(milliseconds, signal);
    this.#child.send(request, () => {});
    try {
      return (await outcome) as Exclude<FromReader, { ready: true }> | ReaderEnd;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** The next message, or how the process ended without one. Ended is also who takes too long. */
  async #next(milliseconds: number, signal?: AbortSignal): Promise<FromReader | ReaderEnd> {
    const over = new AbortController();
    try {
      return await new Promise<FromReader | ReaderEnd>((resolve, reject) => {
        const { signal: until } = over;
        const onMessage = (message: unknown) => resolve(message as FromReader);
        this.#child.once('message', onMessage);
        until.addEventListener('abort', () => this.#child.off('message', onMessage));
        const timer = setTimeout(() => {
          resolve({ kind: 'time', milliseconds });
          this.end();
        }, milliseconds);
        until.addEventListener('abort', () => clearTimeout(timer));
        signal?.addEventListener('abort', () => reject(signal.reason), { signal: until });
        if (signal?.aborted) reject(signal.reason);
        this.#onEnd = (how) => resolve(this.#explain(how));
        if (this.#end !== undefined) this.#onEnd(this.#end);
      });
    } finally {
      this.#onEnd = undefined;
      over.abort();
    }
  }

  #explain(how: string): ReaderEnd {
    const outOfMemory =
      how === memorySignal || /heap out of memory|allocation failed/i.test(this.#said);
    return outOfMemory
      ? { kind: 'memory', bytes: this.#limits.memoryBytes }
      : { kind: 'crash', how };
  }
}

/** What a process needs of the environment to start at all. */
function keptVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['SystemRoot', 'TZ'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
