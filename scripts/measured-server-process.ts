// What `bench-model` starts: the server, which tells its parent how it fares.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { serve } from '../src/serve.ts';

const resolutionMilliseconds = 5;
const sampleMilliseconds = 200;

const log = pino({ base: null }, { write: () => {} });
const server = await serve(readConfig(process.env), { log, say: () => {} });
await server.ready;

const delay = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
delay.enable();
let memory = 0;
setInterval(() => {
  memory = Math.max(memory, process.memoryUsage.rss() / 2 ** 20);
}, sampleMilliseconds).unref();

/** The histogram measures intervals, the resolution included. */
const heldUp = (nanoseconds: number): number =>
  Math.max(0, nanoseconds / 1e6 - resolutionMilliseconds);

process.on('message', (message) => {
  if (message === 'reset') delay.reset();
  process.send?.({
    memory,
    delay99: heldUp(delay.percentile(99)),
    delayMost: heldUp(delay.max),
  });
});
process.on('SIGTERM', () => void server.close(0).then(() => process.exit(0)));
process.send?.({ url: `http://127.0.0.1:${server.port}` });
