import { readDocument } from '../../src/documents/read-document.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { embedPassages, type PassageEmbedders } from '../../src/passages/embed-passages.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import type { SentencePacker } from '../../src/passages/sentence-packer.ts';
import { splitPassages } from '../../src/passages/split-passages.ts';
import type { EvaluationDocument } from './evaluation-set.ts';

export interface PrepareParts {
  packer: SentencePacker;
  embedders: PassageEmbedders;
  signal: AbortSignal;
}

/** What ingestion does with one file, without the file. */
export async function prepareDocument(
  { uri, content }: EvaluationDocument,
  { packer, embedders, signal }: PrepareParts,
): Promise<{ document: SourceDocument; passages: EmbeddedPassage[] }> {
  const document = await readDocument(Buffer.from(content), uri);
  const pieces = await splitPassages(document, packer);
  return { document, passages: await embedPassages(document, pieces, embedders, { signal }) };
}
