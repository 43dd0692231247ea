import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { formats } from '../src/documents/formats.ts';
import { readDocument } from '../src/documents/read-document.ts';
import { readingLimits } from '../src/documents/reading-limits.ts';
import type { SourceDocument } from '../src/documents/source-document.ts';
import { DocumentError } from '../src/errors.ts';
import { describeOthers } from '../src/ingestion/describe-report.ts';
import { inaccessible, notAFile, tooLarge } from '../src/ingestion/file-failures.ts';
import { listSourceFiles, type SourceFile } from '../src/ingestion/files/list-source-files.ts';
import { describeDocument } from './read/describe-document.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run read -- PATH …          what is read of files and folders: title, pages, blocks; or why nothing
npm run read -- --text PATH …   the text alone, as quotes are taken from it
npm run read -- --json PATH …   a line of JSON a file: the document, or its reason and message

Reads as npm run ingest does, without an index and without a model. A link or a file of another kind
is passed over in a folder, and read or refused where it is named itself.
Exit codes: 0 everything was read, 1 something was not, 2 wrong usage.`;

await runCommand(help, read);

async function read(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      text: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('Name a file or a folder to read.');
  if (values.text && values.json) throw new UsageError('--text and --json exclude each other.');
  const { files, closed, others } = await listSourceFiles({
    paths: positionals,
    corpusDirectory: process.cwd(),
    known: new Set(),
    signal,
  });
  if (files.length === 0) {
    say(['There is no file here that can be read.', ...describeOthers(others)].join(' '));
  }
  let failed = files.length === 0;
  const refuse = (uri: string, { reason, message }: DocumentError) => {
    failed = true;
    if (values.json) writeJson({ uri, reason, message });
    else say(`${message} (${reason})`);
  };
  for (const { uri, failure } of closed) refuse(uri, failure);
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted();
    const result = await readSource(file);
    if (result instanceof DocumentError) refuse(file.uri, result);
    else if (values.json) writeJson(result);
    else if (values.text) process.stdout.write(`${result.text}\n`);
    else {
      const separator = index === 0 ? '' : '\n';
      process.stdout.write(`${separator}${describeDocument(result, kindOf(result)).join('\n')}\n`);
    }
  }
  return failed ? 1 : 0;
}

async function readSource({ path, uri }: SourceFile): Promise<SourceDocument | DocumentError> {
  try {
    return await readDocument(await readBytes(path, uri), uri);
  } catch (cause) {
    if (cause instanceof DocumentError) return cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    return new DocumentError('too-complex', `${uri} cannot be taken apart (${what}).`, { cause });
  }
}

async function readBytes(path: string, uri: string): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (!status.isFile()) throw notAFile(uri);
    if (status.size > readingLimits.bytes) throw tooLarge(uri, status.size, readingLimits.bytes);
    return await readFile(path);
  } catch (cause) {
    throw cause instanceof DocumentError ? cause : inaccessible(uri, cause);
  }
}

function kindOf({ mediaType }: SourceDocument): string {
  return formats.find((format) => format.mediaType === mediaType)?.name ?? mediaType;
}

function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
