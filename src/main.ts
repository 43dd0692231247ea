import { pino } from 'pino';
import { readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { createProgressBar } from './ingestion/progress-bar.ts';
import { serve } from './serve.ts';

/** How long running answers may take to finish once the process is asked to stop. */
const shutdownMilliseconds = 10_000;

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null });
  const bar = createProgressBar();
  const server = await serve(config, { log, say, onProgress: (progress) => bar.update(progress) });

  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await server.close(shutdownMilliseconds);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  try {
    await server.ready;
  } catch (error) {
    if (!stopping) throw error;
    return;
  } finally {
    bar.stop();
  }
  const host = config.host === '127.0.0.1' ? 'localhost' : config.host;
  say(`Verbatim answers on http://${host}:${server.port}`);
}

main().catch((error: unknown) => {
  // A person's mistake gets a sentence; anything else is a defect and shows where it happened.
  console.error(error instanceof UserError ? error.message : error);
  process.exit(1);
});
