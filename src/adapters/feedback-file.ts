import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { FeedbackError } from '../errors.ts';
import type { FeedbackRecord, FeedbackStore, KeptFeedback } from '../ports.ts';

export interface FeedbackFileOptions {
  /** Absolute; the file and its folder are made when the first record comes. */
  path: string;
  clock?: () => Date;
}

/** So much nobody reads; what goes on after it only fills the disk. */
const mostBytes = 256 * 1024 * 1024;
/** What readers add may be personal. */
const ownerOnly = 0o600;
const newline = 0x0a;

const recordSchema = z.object({
  time: z.iso.datetime(),
  answer: z.string(),
  helpful: z.boolean(),
  comment: z.string().optional(),
  question: z.string().optional(),
  model: z.string().optional(),
});

/**
 * Feedback in a file of JSON lines. Any number of processes may add to it: each record is appended in
 * one write, which local file systems keep whole. The file is opened for each, so that it may be
 * moved away at any time.
 */
export function openFeedbackFile({
  path,
  clock = () => new Date(),
}: FeedbackFileOptions): FeedbackStore {
  return {
    async add(feedback) {
      const line = Buffer.from(encodeRecord({ time: clock().toISOString(), ...feedback }));
      try {
        await append(path, line);
      } catch (cause) {
        throw new FeedbackError(`Feedback cannot be written to ${path}: ${messageOf(cause)}`, {
          cause,
        });
      }
    },
    read: () => readFeedback(path),
  };
}

/** One line, whatever a reader of the file takes for the end of one. */
function encodeRecord({ time, answer, helpful, comment, question, model }: FeedbackRecord): string {
  const json = JSON.stringify({ time, answer, helpful, comment, question, model });
  const escaped = json.replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}

async function append(path: string, line: Uint8Array): Promise<void> {
  const file = await openForAppending(path);
  try {
    const { size } = await file.stat();
    if (size + line.length > mostBytes) {
      throw new Error(`it has ${size} bytes; move it away, and a new one is begun`);
    }
    const whole = (await endsAmidLine(file, size))
      ? Buffer.concat([Uint8Array.of(newline), line])
      : line;
    const { bytesWritten } = await file.write(whole);
    if (bytesWritten < whole.length) throw new Error('only a part of the line could be written');
  } finally {
    await file.close();
  }
}

async function openForAppending(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a+', ownerOnly);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'a+', ownerOnly);
  }
}

/** A disk that was full can have left half a line; the next one must not be lost with it. */
async function endsAmidLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== newline;
}

async function readFeedback(path: string): Promise<KeptFeedback> {
  const latest = new Map<string, FeedbackRecord>();
  let unreadable = 0;
  try {
    const file = await open(path);
    for await (const line of file.readLines()) {
      if (line.trim() === '') continue;
      const record = decodeRecord(line);
      if (!record) unreadable += 1;
      else {
        // Set anew, it moves to the end.
        latest.delete(record.answer);
        latest.set(record.answer, record);
      }
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new FeedbackError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
    }
  }
  return { records: [...latest.values()].reverse(), unreadable };
}

function decodeRecord(line: string): FeedbackRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(line)) as FeedbackRecord;
  } catch {
    return undefined;
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
