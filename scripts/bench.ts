import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeModels } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { projectRoot } from '../src/project-root.ts';
import { askOverHttp } from './bench/ask-over-http.ts';
import { type Floor, measureFloor } from './bench/floor.ts';
import type { Timing } from './bench/measure.ts';
import { benchQuestions } from './bench/questions.ts';
import { startServerProcess } from './bench/server-process.ts';
import { runCommand, say } from './run-command.ts';

const help = `npm run bench                measure indexing, start-up, answers and memory; write data/bench.json
npm run bench -- --answers N    ask N questions a round (default 600)
CORPUS_DIR=DIR npm run bench    the same with other documents`;

/** A start is short and so its time is noisy. */
const starts = 5;

await runCommand(help, async (args) => {
  const { values } = parseArgs({ args, options: { answers: { type: 'string', default: '600' } } });
  const questions = benchQuestions(Number(values.answers));
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
  try {
    const index = join(directory, 'index');
    say('Indexing the corpus and starting');
    const first = await startServerProcess(index);
    await first.stop();
    const readyTimes: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const server = await startServerProcess(index);
      readyTimes.push(server.readyMilliseconds);
      await server.stop();
    }
    say('Asking over HTTP');
    const server = await startServerProcess(index);
    await askOverHttp(server.url, questions.slice(0, 100), 2);
    const one = await askOverHttp(server.url, questions, 1);
    const eight = await askOverHttp(server.url, questions, 8);
    const memory = await server.memory();
    await server.stop();
    say('Measuring the floor');
    const models = await composeModels(readConfig({}));
    const floor = await measureFloor(index, models.sentenceEmbedder, questions);
    await models.close();

    const result = {
      machine: { cores: availableParallelism(), node: process.version, platform: process.platform },
      firstIndexAndStartMilliseconds: first.readyMilliseconds,
      startMilliseconds: median(readyTimes),
      oneClient: one,
      eightClients: eight,
      residentMegabytes: memory,
      floor,
    };
    process.stdout.write(`${describeBench(result).join('\n')}\n`);
    const path = join(projectRoot(), 'data', 'bench.json');
    await mkdir(join(projectRoot(), 'data'), { recursive: true });
    await writeFile(path, `${JSON.stringify(result, undefined, 2)}\n`);
    say(`Wrote ${path}`);
    return 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

interface BenchResult {
  machine: { cores: number; node: string; platform: string };
  firstIndexAndStartMilliseconds: number;
  startMilliseconds: number;
  oneClient: Timing & { answersPerSecond: number };
  eightClients: Timing & { answersPerSecond: number };
  residentMegabytes: number;
  floor: Floor;
}

function describeBench(result: BenchResult): string[] {
  const { machine, oneClient, eightClients, floor } = result;
  const floorMedian = floor.embedding.median + floor.queries.median;
  const row = (name: string, { median: middle, p95, p99 }: Timing, rate?: number) =>
    name.padEnd(34) +
    [middle, p95, p99].map((value) => value.toFixed(1).padStart(9)).join('') +
    (rate === undefined ? '' : rate.toFixed(0).padStart(12));
  return [
    `${machine.cores} cores, Node ${machine.node}, ${machine.platform}`,
    '',
    `First index of the corpus and start  ${(result.firstIndexAndStartMilliseconds / 1000).toFixed(2)} s`,
    `Start with an index (median of ${starts})    ${(result.startMilliseconds / 1000).toFixed(2)} s`,
    `Resident memory after the load       ${result.residentMegabytes.toFixed(0)} MB`,
    '',
    `${'Milliseconds'.padEnd(34)}   median     95th     99th    a second`,
    row('Answer over HTTP, 1 client', oneClient, oneClient.answersPerSecond),
    row('Answer over HTTP, 8 clients', eightClients, eightClients.answersPerSecond),
    row('Floor: embedding a question', floor.embedding),
    row('Floor: the two LanceDB queries', floor.queries),
    '',
    `One client’s median is ${(oneClient.median / floorMedian).toFixed(2)} times the floor’s sum.`,
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
}
