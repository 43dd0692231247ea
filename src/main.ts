import { pino } from 'pino';
import { readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { createProgressBar } from './ingestion/progress-bar.ts';
import { serve } from './serve.ts';

/** How long running answers may take to finish once the process is asked to stop. */
const shutdownMilliseconds = 10_000;
const orphanCheckMilliseconds = 500;

const help = `npm start    index the corpus folder where that is due, then answer questions on a web page

It takes no arguments. Settings come from the environment:
  PORT (3000), HOST (127.0.0.1)
  CORPUS_DIR (corpus)          the folder of documents
  LANCEDB_URI (data/index)     where the index is: a directory, s3://, gs://, az:// or db://
  KEEP_ORIGINALS (on)          whether the index keeps the files themselves, to be shown, or off
  EMBEDDING_MODEL, EMBEDDING_BASE_URL, EMBEDDING_API_KEY
                               another embedding model than the built-in one
  CHAT_MODEL, OPENAI_BASE_URL, OPENAI_API_KEY
                               a model that writes answers; they are quotes without it
  UNSUPPORTED (mark)           what becomes of its statements that no quote supports: mark or remove
  MIN_CONFIDENCE               0 to 1; below it the closest passages are shown and no answer
  PUBLIC_URL                   where others reach this server
  API_KEYS                     keys, of which a program then needs one
  ALLOWED_ORIGINS              whose pages may ask, as in https://portal.example.org; else its own
  EMBED_SECRET                 what tokens of pages are signed with; each page then needs one
  RATE_LIMIT (60)              questions a minute for one address, or off
  TRUSTED_PROXIES (0)          how many proxies to believe about a client's address
  FEEDBACK_FILE (data/feedback.jsonl)
                               where readers' feedback is kept, or off
  LOG_LEVEL (info), LOG_QUESTIONS (off)`;

const bar = createProgressBar();

const say = (line: string): void => {
  bar.stop();
  process.stderr.write(`${line}\n`);
};

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${help}\n`);
    return;
  }
  if (args.length > 0) {
    say(`Unknown argument ${JSON.stringify(args[0])}.\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null });
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

  stopWithNpm(() => void stop());

  try {
    await server.ready;
  } catch (error) {
    if (!stopping) throw error;
    return;
  } finally {
    bar.stop();
  }
  say(`Verbatim answers on ${pageAddress(config.host, server.port)}`);
}

/**
 * npm passes a signal on to its shell alone, which leaves this process behind: when it was started
 * by npm and its parent goes, it stops too.
 */
function stopWithNpm(stop: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, orphanCheckMilliseconds);
  watch.unref();
}

/** The address as a browser takes it, also where the server listens on every interface. */
function pageAddress(host: string, port: number): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

main().catch((error: unknown) => {
  bar.stop();
  // A person's mistake gets a sentence; anything else is a defect and shows where it happened.
  console.error(error instanceof UserError ? error.message : error);
  process.exit(1);
});
