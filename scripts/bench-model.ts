import { parseArgs } from 'node:util';
import { type ModelRequest, startModelEndpoint } from '../tests/support/model-endpoint.ts';
import { summarizeTimes } from './bench/measure.ts';
import { startMeasuredServer } from './bench/measured-server.ts';
import { readStream, type StreamRead } from './bench/read-stream.ts';
import { runCommand } from './run-command.ts';

const help = `npm run bench-model                        200 written answers at once
npm run bench-model -- --streams 50 --rate 20

Starts a model that follows a script and, in a process of its own, the server; reports what was lost
or reordered, memory, how long the event loop was held up, and how soon the model was asked.`;

/** As many as make a long answer. */
const sentencesOfReply = 12;
const question = 'Who released the Cybersecurity Strategy?';
const questionsAlone = 40;
/** Seconds; of a server whose model says nothing. */
const shortLimit = 1;

await runCommand(help, benchModel);

async function benchModel(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      streams: { type: 'string', default: '200' },
      rate: { type: 'string', default: '50' },
    },
  });
  const [streams, rate] = [Number(values.streams), Number(values.rate)];
  const asked: number[] = [];
  let written = '';
  const endpoint = await startModelEndpoint((request) => {
    asked.push(performance.now());
    const sources = sourcesOf(request).slice(0, sentencesOfReply);
    written = sources.map(({ text }) => text).join(' ');
    const reply = sources.map(({ id, text }) => `${text} [${id}]`).join(' ');
    return { text: tokensOf(reply), tokensPerSecond: rate };
  });
  const server = await startMeasuredServer({
    ...endpoint.environment,
    CHAT_CONCURRENCY: String(streams),
    CHAT_REPLY_SECONDS: '600',
    CHAT_FIRST_TOKEN_SECONDS: '120',
  });
  try {
    const alone = await timeUntilAsked(server.url, asked);
    await server.resetDelay();
    const began = performance.now();
    const reads = await Promise.all(
      Array.from({ length: streams }, () => readStream(server.url, question)),
    );
    const seconds = (performance.now() - began) / 1000;
    const measured = await server.measure();
    endpoint.reply = () => ({ silent: 'hang' });
    const silent = await timeUntilQuotes(endpoint.environment);
    process.stdout.write(
      describe({ streams, rate, alone, reads, seconds, written, measured, silent }),
    );
    return 0;
  } finally {
    await server.stop();
    await endpoint.close();
  }
}

function plain(text: string): string {
  return text.replace(/\[\d+\]|[“”"]/g, '').replace(/\s+/g, '');
}

/** The numbered sentences of a prompt: said again, they are as supported as can be. */
function sourcesOf({ messages }: ModelRequest): { id: string; text: string }[] {
  const lines = messages.flatMap(({ content }) => content.split('\n'));
  const read = lines.map((line) => /^\[(S\d+)\] (.*[a-z]\.)$/.exec(line));
  return read.flatMap((match) => (match ? [{ id: match[1]!, text: match[2]! }] : []));
}

/** About the pieces in which models write: words with the space before them. */
function tokensOf(text: string): string[] {
  return text.match(/\s*[^\s]{1,6}/g) ?? [];
}

async function timeUntilAsked(url: string, asked: number[]): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < questionsAlone; at++) {
    const began = performance.now();
    const stopping = new AbortController();
    const read = readStream(url, question, stopping.signal).catch(() => undefined);
    const known = asked.length;
    while (asked.length === known) await new Promise((resolve) => setTimeout(resolve, 1));
    times.push(asked.at(-1)! - began);
    stopping.abort();
    await read;
  }
  // The first ones load code.
  return times.slice(10);
}

/** Milliseconds until the whole answer, where the model says nothing. */
async function timeUntilQuotes(environment: Record<string, string>): Promise<number> {
  const limit = { CHAT_FIRST_TOKEN_SECONDS: String(shortLimit) };
  const server = await startMeasuredServer({ ...environment, ...limit });
  try {
    const began = performance.now();
    const { outcome } = await readStream(server.url, question);
    if (outcome !== 'answered') throw new Error('The quotes should have answered.');
    return performance.now() - began;
  } finally {
    await server.stop();
  }
}

interface Result {
  streams: number;
  rate: number;
  alone: number[];
  reads: StreamRead[];
  seconds: number;
  /** What the model wrote each time, without marks. */
  written: string;
  silent: number;
  measured: { memory: number; delay99: number; delayMost: number };
}

function describe({
  streams,
  rate,
  alone,
  reads,
  seconds,
  written,
  measured,
  silent,
}: Result): string {
  const whole = reads.filter(
    ({ text, outcome }) => outcome === 'answered' && plain(text) === plain(written),
  );
  const until = summarizeTimes(alone);
  return `${[
    `${streams} answers at once from a model at ${rate} tokens a second, ${seconds.toFixed(1)} s in all`,
    `complete and in order       ${whole.length} of ${streams}`,
    `until the model is asked    ${until.median.toFixed(1)} ms at the median, ${until.p95.toFixed(1)} at the 95th percentile, one at a time`,
    `first sentence              ${(summarizeTimes(reads.map(({ first }) => first)).median / 1000).toFixed(1)} s at the median`,
    `event loop held up          ${measured.delay99.toFixed(0)} ms at the 99th percentile, ${measured.delayMost.toFixed(0)} at most`,
    `resident memory             ${measured.memory.toFixed(0)} MB at most`,
    `quotes of a silent model    after ${(silent / 1000).toFixed(2)} s with a limit of ${shortLimit} s`,
  ].join('\n')}\n`;
}
