import { webcrypto } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddingError } from '../errors.ts';

const checksumsSchema = z.record(
  z.string(),
  z.object({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
);

/** What each file of a model must be, by file name. */
export type Checksums = z.infer<typeof checksumsSchema>;

const RESTORE =
  'Restore it with `git checkout -- models`, or get a fresh copy of the project if it is not a git checkout.';

/** @throws EmbeddingError where `checksums.json` is missing, unreadable or not of this shape. */
export async function readChecksums(directory: string): Promise<Checksums> {
  const path = join(directory, 'checksums.json');
  const text = await readFile(path, 'utf8').catch((error) => {
    throw unreadable(path, error);
  });
  try {
    return checksumsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EmbeddingError(
      `The embedding model's file ${path} is not a list of sizes and SHA-256 sums. ${RESTORE}`,
      { cause },
    );
  }
}

/**
 * Reads a file of a model and compares it with its checksum. Cost: one read of the whole file into
 * memory; the hash is computed outside the main thread.
 * @throws EmbeddingError that names the file, what was expected and what was found.
 */
export async function readVerifiedFile(
  directory: string,
  name: string,
  checksums: Checksums,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(directory, name);
  const expected = checksums[name];
  if (!expected) {
    throw new EmbeddingError(
      `${join(directory, 'checksums.json')} says nothing about the embedding model's file ${name}. ${RESTORE}`,
    );
  }
  const bytes = await readExactly(path, expected.bytes);
  const found = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  if (found !== expected.sha256) {
    throw new EmbeddingError(
      `The embedding model's file ${path} was altered: its SHA-256 should be ${expected.sha256} but is ${found}. ${RESTORE}`,
    );
  }
  return bytes;
}

/** One read of known size: unlike `readFile`, it does not come back to the main thread every 512 KiB. */
async function readExactly(path: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size: found } = await file.stat();
    const bytes = new Uint8Array(size);
    const { bytesRead } =
      found === size ? await file.read(bytes, 0, size, 0) : { bytesRead: found };
    if (bytesRead !== size) throw wrongSize(path, size, bytesRead);
    return bytes;
  } catch (error) {
    throw error instanceof EmbeddingError ? error : unreadable(path, error);
  } finally {
    await file?.close();
  }
}

function wrongSize(path: string, expected: number, found: number): EmbeddingError {
  return new EmbeddingError(
    `The embedding model's file ${path} is damaged: it should have ${expected} bytes but has ${found}. ${RESTORE}`,
  );
}

function unreadable(path: string, cause: unknown): EmbeddingError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new EmbeddingError(`The embedding model's file ${path} is missing. ${RESTORE}`, {
      cause,
    });
  }
  return new EmbeddingError(
    `The embedding model's file ${path} cannot be read (${code}). Check its permissions. ${RESTORE}`,
    { cause },
  );
}
