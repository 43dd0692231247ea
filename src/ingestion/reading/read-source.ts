import { readFile } from 'node:fs/promises';
import { readDocument } from '../../documents/read-document.ts';
import { DocumentError } from '../../errors.ts';
import type { SentencePacker } from '../../passages/sentence-packer.ts';
import { splitPassages } from '../../passages/split-passages.ts';
import { inaccessible } from '../file-failures.ts';
import type { ReadRequest, ReadSource } from './source-reader.ts';

/**
 * Reads a file and splits it into passages.
 * @throws DocumentError, also where the format's reader or the splitting is not prepared for the file
 */
export async function readSource(
  { path, uri, id, uris }: ReadRequest,
  packer: SentencePacker,
): Promise<ReadSource> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw inaccessible(uri, cause);
  });
  try {
    const document = { ...(await readDocument(bytes, uri)), id, uris };
    return { document, passages: await splitPassages(document, packer) };
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new DocumentError(
      'too-complex',
      `${uri} cannot be taken apart (${what}). Simplify its structure, or take the file out.`,
      { cause },
    );
  }
}
