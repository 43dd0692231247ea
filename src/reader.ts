// The process that reads files: apart, because a file may take all time or memory, or the process
// down. `ReadingProcess` starts it, with the memory that it may take in bytes as its only argument.
// It wires its parts itself, as those of `compose.ts` would load the database and the model.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { loadTokenCounter } from './adapters/onnx-embedder.ts';
import { serveReading } from './ingestion/reading/serve-reading.ts';
import { watchOverReader } from './ingestion/reading/watch-over-reader.ts';
import { passageSettings } from './passages/passage-settings.ts';
import { SentencePacker } from './passages/sentence-packer.ts';
import { projectRoot } from './project-root.ts';

const [mostBytes = '', parent = String(process.ppid)] = process.argv.slice(2);

if (isMainThread) {
  new Worker(fileURLToPath(import.meta.url), { argv: [mostBytes, parent] }).unref();
  const countTokens = await loadTokenCounter(join(projectRoot(), 'models', 'all-minilm-l6-v2'));
  serveReading(new SentencePacker({ ...passageSettings, countTokens }));
} else {
  watchOverReader({ mostBytes: Number(mostBytes), parent: Number(parent) });
}
