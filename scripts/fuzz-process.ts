// What `fuzz` starts to read in: a process that may hang or die. Reads the files that its parent
// sends, one after the other, and says what came of each.
import { setImmediate } from 'node:timers/promises';
import type { SeedFile } from './fuzz/mutate-file.ts';
import { type Outcome, tryReading } from './fuzz/try-reading.ts';

/** What the process answers, with the most memory that it ever had, in megabytes. */
export interface ProcessAnswer {
  outcome: Outcome;
  megabytes: number;
}

process.on('message', async ({ name, bytes }: SeedFile) => {
  const outcome = await tryReading({ name, bytes: Buffer.from(bytes) });
  // What a reader has left running would end the process now, and not while the next file is read.
  await setImmediate();
  const answer: ProcessAnswer = { outcome, megabytes: process.resourceUsage().maxRSS / 1024 };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
