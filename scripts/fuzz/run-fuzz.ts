import { extname } from 'node:path';
import { mutateFile, type SeedFile } from './mutate-file.ts';
import { createRandom } from './random.ts';
import { createReadingProcess, type FuzzOutcome, type ReadingProcess } from './reading-process.ts';

export interface FuzzSettings {
  files: readonly SeedFile[];
  seed: string;
  /** The first mutation, and how many. */
  from: number;
  count: number;
  /** How many processes read side by side. */
  processes: number;
  /** Milliseconds that one file may take. */
  limit: number;
  /** No mutation begins after this time of `performance.now()`. */
  until: number;
  signal: AbortSignal;
}

/** One mutation and what came of it. */
export interface FuzzResult {
  index: number;
  file: SeedFile;
  outcome: FuzzOutcome;
  milliseconds: number;
}

/** The mutation of this number; it depends on the seed, the number and the files alone. */
export const mutationOf = (files: readonly SeedFile[], seed: string, index: number): SeedFile =>
  mutateFile(files, createRandom(`${seed}/${index}`));

export const isDefect = ({ kind }: FuzzOutcome): boolean => kind !== 'read' && kind !== 'refused';

/**
 * Reads mutation after mutation in processes of their own.
 * @param onResult is told of each, in the order in which they end
 * @returns the most memory that a process had
 */
export async function runFuzz(
  settings: FuzzSettings,
  onResult: (result: FuzzResult) => Promise<void>,
): Promise<{ megabytes: number; name: string }> {
  const { files, seed, from, count, processes, limit, until, signal } = settings;
  const readers: ReadingProcess[] = [];
  let next = from;
  const readOn = async () => {
    const reader = createReadingProcess(limit);
    readers.push(reader);
    while (next < from + count && performance.now() < until && !signal.aborted) {
      const index = next;
      next += 1;
      const file = mutationOf(files, seed, index);
      const started = performance.now();
      const outcome = await reader.read(file);
      await onResult({ index, file, outcome, milliseconds: performance.now() - started });
    }
  };
  try {
    await Promise.all(Array.from({ length: processes }, readOn));
  } finally {
    for (const reader of readers) reader.stop();
  }
  return readers
    .map(({ peak }) => peak)
    .reduce((most, peak) => (peak.megabytes > most.megabytes ? peak : most));
}

/** How many mutations of each format came to what, as a table in Markdown. */
export function createTally() {
  const counts = new Map<string, Map<string, number>>();
  return {
    add({ file, outcome }: FuzzResult): void {
      const format = extname(file.name).toLowerCase();
      const what = outcome.kind === 'refused' ? outcome.reason : outcome.kind;
      const row = counts.get(format) ?? new Map<string, number>();
      counts.set(format, row.set(what, (row.get(what) ?? 0) + 1));
    },
    describe(): string[] {
      const kinds = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))].sort();
      const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
      const rows = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
      return [
        line(['ending', 'mutations', ...kinds]),
        line(['---', ...['mutations', ...kinds].map(() => '---:')]),
        ...rows.map(([format, row]) => {
          const all = [...row.values()].reduce((sum, count) => sum + count, 0);
          return line([format, all, ...kinds.map((kind) => row.get(kind) ?? 0)]);
        }),
      ];
    },
  };
}
