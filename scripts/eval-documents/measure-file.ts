import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { formats } from '../../src/documents/formats.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { DocumentError } from '../../src/errors.ts';
import type { UnreadableReason } from '../../src/protocol.ts';
import { pagesOf } from '../read/describe-document.ts';
import { type Comparison, compareWords, wordsBeyond } from './compare-words.ts';
import { type Expectation, expectations } from './expectations.ts';
import { type Extraction, extractText } from './extract-text.ts';
import { foldWords } from './fold-words.ts';
import { joinHyphens } from './join-hyphens.ts';
import { type Reference, readReference } from './reference.ts';

/** What came of one file. */
export interface FileResult {
  file: string;
  kind: string;
  pages: number;
  blocks: number;
  /** Whether it was read, or refused for the reason that was expected. */
  asExpected: boolean;
  /** Whose text it was compared with. */
  truth: 'reviewed' | 'pdftotext' | 'pandoc' | 'none';
  comparison?: Comparison;
  /** Words of the text that are not in the document. */
  beyond?: string[];
  refused?: { reason: UnreadableReason; message: string };
  /** Reading alone. */
  milliseconds: number;
}

/** Reads a file, and compares its text with the reviewed one or with another program's. */
export async function measureFile(path: string): Promise<FileResult> {
  const file = basename(path);
  const expectation = expectations[file] ?? {};
  const bytes = await readFile(path);
  const started = performance.now();
  const read = await readDocument(bytes, file).catch((error: unknown) => {
    if (error instanceof DocumentError) return error;
    throw error;
  });
  const milliseconds = performance.now() - started;
  if (read instanceof DocumentError) {
    const { reason, message } = read;
    return {
      file,
      kind: '',
      pages: 0,
      blocks: 0,
      asExpected: reason === expectation.refused,
      truth: 'none',
      refused: { reason, message },
      milliseconds,
    };
  }
  return {
    file,
    kind: formats.find(({ mediaType }) => mediaType === read.mediaType)?.name ?? read.mediaType,
    pages: pagesOf(read),
    blocks: read.blocks.length,
    asExpected: expectation.refused === undefined,
    ...(await compare(read, path, expectation)),
    milliseconds,
  };
}

async function compare(
  document: SourceDocument,
  path: string,
  expectation: Expectation,
): Promise<Pick<FileResult, 'truth' | 'comparison' | 'beyond'>> {
  const words = foldWords(document.text);
  const known = new Set(words);
  const reviewed = await readReference(basename(path));
  const extraction = await extractText(path);
  const sources = [
    ...(reviewed ? [[reviewed.body, ...reviewed.apart, reviewed.dispensable].join('\n')] : []),
    ...(extraction ? extraction.everything.map((one) => joinHyphens(one, known)) : []),
  ];
  if (sources.length === 0) return { truth: 'none' };
  const extras = (expectation.alsoThere ?? []).flatMap(foldWords);
  const folded = [...sources.map(foldWords), ...(extraction?.everything ?? []).map(foldWords)];
  const beyond = wordsBeyond(words, folded);
  const truth = reviewed ? 'reviewed' : (extraction?.program as 'pdftotext' | 'pandoc');
  const comparisons = references(reviewed, extraction, expectation, known).map((reference) =>
    compareWords(withLabels(document), reference),
  );
  const comparison = comparisons.reduce((best, one) => (one.recall > best.recall ? one : best));
  return { truth, comparison, beyond: wordsBeyond(beyond, [extras]) };
}

/** The text with the numbers of items and notes, which are kept beside it, where they are shown. */
const withLabels = ({ text, blocks }: SourceDocument): string =>
  blocks
    .map(({ start, end, label }) => `${label ? `${label} ` : ''}${text.slice(start, end)}`)
    .join('\n');

/** The reviewed text, or the other program's in each of its orders, of which the best one counts. */
function references(
  reviewed: Reference | undefined,
  extraction: Extraction | undefined,
  expectation: Expectation,
  known: ReadonlySet<string>,
): Reference[] {
  if (reviewed) return [reviewed];
  return (extraction?.orders ?? []).map((order) => ({
    body: joinHyphens(cutBody(order, expectation), known),
    apart: [],
    dispensable: '',
  }));
}

/** What of another program's text has to be read. */
function cutBody(text: string, { from, to, dispensable = [] }: Expectation): string {
  const start = from === undefined ? 0 : Math.max(0, text.indexOf(from));
  const end = to === undefined ? -1 : text.indexOf(to, start);
  const body = text.slice(start, end < 0 ? undefined : end + (to?.length ?? 0));
  return dispensable.reduce((left, phrase) => {
    const pattern = phrase.split(/\s+/).map(escapePattern).join('\\s+');
    return left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'), '\n');
  }, body);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
