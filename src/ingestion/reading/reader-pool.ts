import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { DocumentError } from '../../errors.ts';
import { inaccessible } from '../file-failures.ts';
import { type ReadingLimitsOfProcess, ReadingProcess } from './reading-process.ts';
import type { ReadRequest, ReadSource, SourceReader } from './source-reader.ts';

export interface ReaderPoolOptions extends Partial<ReadingLimitsOfProcess> {
  /** The bundled `reader.ts`. */
  entry: string;
  /** How many files are read at the same time. */
  parallel?: number;
}

/** A book of 3 million characters takes 150 MB; what takes more is rarely a document. */
const defaultMemoryBytes = 512 * 2 ** 20;

/** A minute, and two seconds more for each megabyte. */
const defaultMilliseconds = (bytes: number): number => 60_000 + (2000 * bytes) / 1e6;

const defaultStartMilliseconds = 60_000;

/** A process that keeps more than this share of its memory is replaced: libraries leak. */
const keptShare = 0.6;

/**
 * Reads files in processes of their own, each file with a limit of time and memory. A process that
 * ends over a file is replaced. Processes start when they are first needed, and stay.
 *
 * Processes rather than threads, as a thread's memory outside of its heap has no limit, and a crash
 * in native code ends all of its process; rather than tinypool's processes, which say nothing of how
 * one ended, set no limit to memory and leave one in an endless loop behind when their parent is killed.
 */
export class ReaderPool implements SourceReader {
  readonly parallel: number;
  readonly #limits: ReadingLimitsOfProcess;
  readonly #idle: ReadingProcess[] = [];
  readonly #all = new Set<ReadingProcess>();

  constructor({ parallel = defaultParallel(), ...limits }: ReaderPoolOptions) {
    this.parallel = parallel;
    this.#limits = {
      memoryBytes: defaultMemoryBytes,
      milliseconds: defaultMilliseconds,
      startMilliseconds: defaultStartMilliseconds,
      ...limits,
    };
  }

  async read(request: ReadRequest, signal?: AbortSignal): Promise<ReadSource> {
    const { size } = await stat(request.path).catch((cause: unknown) => {
      throw inaccessible(request.uri, cause);
    });
    const used = this.#take();
    const { fresh } = used;
    try {
      return await this.#readWith(used, request, size, signal);
    } catch (error) {
      // What earlier files left in a process must not be laid to this one's charge.
      const ended = error instanceof DocumentError && used.hasEnded && !signal?.aborted;
      if (!ended || fresh || /takes longer than/.test(error.message)) throw error;
      return await this.#readWith(this.#start(), request, size, signal);
    }
  }

  async close(): Promise<void> {
    for (const process of this.#all) process.end();
    this.#all.clear();
    this.#idle.length = 0;
  }

  async #readWith(
    process: ReadingProcess,
    request: ReadRequest,
    bytes: number,
    signal?: AbortSignal,
  ): Promise<ReadSource> {
    try {
      return await process.read(request, bytes, signal);
    } finally {
      this.#giveBack(process);
    }
  }

  #take(): ReadingProcess {
    for (;;) {
      const process = this.#idle.pop();
      if (process === undefined) return this.#start();
      if (!process.hasEnded) return process;
      this.#all.delete(process);
    }
  }

  #start(): ReadingProcess {
    const process = new ReadingProcess(this.#limits);
    this.#all.add(process);
    return process;
  }

  #giveBack(process: ReadingProcess): void {
    const isFull = process.residentBytes > this.#limits.memoryBytes * keptShare;
    if (this.#all.has(process) && !process.hasEnded && !isFull) {
      this.#idle.push(process);
      return;
    }
    process.end();
    this.#all.delete(process);
  }
}

/** One processor is left to the model; more than four readers would wait for it anyway. */
function defaultParallel(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}
