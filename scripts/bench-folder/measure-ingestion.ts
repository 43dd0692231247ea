import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import { watchMemory } from './process-memory.ts';

export interface IngestionMeasures {
  /** From the opening of the index to its closing. */
  milliseconds: number;
  /** From the start of the process. */
  withStart: number;
  added: number;
  unchanged: number;
  /** A message a file. */
  failed: string[];
  passages: number;
  /** What the model's work alone took when it was done again, alone. */
  replayMilliseconds?: number;
}

export interface MeasuredIngestion extends IngestionMeasures {
  /** Of the process and its children. */
  peakMegabytes: number;
}

export interface IngestionToMeasure {
  folder: string;
  index: string;
  embedder: 'fake' | 'real';
  signal: AbortSignal;
}

/** Ingests a folder in a process of its own. */
export async function measureIngestion({
  folder,
  index,
  embedder,
  signal,
}: IngestionToMeasure): Promise<MeasuredIngestion> {
  const replays = embedder === 'real' ? ['replay'] : [];
  const entry = join(projectRoot(), 'dist', 'measured-ingestion-process.js');
  const child = fork(entry, [folder, index, embedder, ...replays], { signal });
  const memory = watchMemory(child.pid!);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The measured ingestion ended with code ${code}.`);
  });
  ended.catch(() => {});
  const [measures] = await Promise.race([once(child, 'message'), ended]);
  const peakMegabytes = memory.stop();
  await ended.catch(() => {});
  return { ...(measures as IngestionMeasures), peakMegabytes };
}

export async function bytesUnder(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
