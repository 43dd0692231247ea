import type { SourceDocument } from '../documents/source-document.ts';
import { type EmbeddedPassage, isSameSection, type Sentence } from '../passages/passage.ts';
import type { BlockKind, Citation, Range } from '../protocol.ts';
import { Quote } from './quote.ts';

/** A sentence to cite, by its place. */
export interface SentencePlace {
  passage: EmbeddedPassage;
  /** Position within the passage. */
  index: number;
}

/** Gives the document of a passage at the passage's own revision. */
export type DocumentReader = (passage: EmbeddedPassage) => Promise<SourceDocument>;

/**
 * Groups sentences into quotes: sentences of one document and section that follow one another
 * directly become one. Quotes are in the order of their first sentence in `places`; within a quote
 * the sentences are in reading order.
 */
export function groupAdjacent(places: readonly SentencePlace[]): SentencePlace[][] {
  const inReadingOrder = [...places].sort(compareReadingOrder);
  const groups: SentencePlace[][] = [];
  for (const place of inReadingOrder) {
    const group = groups.at(-1);
    if (group && follows(group.at(-1)!, place)) group.push(place);
    else groups.push([place]);
  }
  const rank = (group: SentencePlace[]) => Math.min(...group.map((place) => places.indexOf(place)));
  return groups.sort((left, right) => rank(left) - rank(right));
}

function compareReadingOrder(left: SentencePlace, right: SentencePlace): number {
  const byDocument = left.passage.documentId.localeCompare(right.passage.documentId);
  return byDocument || left.passage.ordinal - right.passage.ordinal || left.index - right.index;
}

const sentenceAt = ({ passage, index }: SentencePlace): Sentence => passage.sentences[index]!;

const apartKinds: ReadonlySet<BlockKind> = new Set(['footnote', 'aside', 'caption']);

function follows(before: SentencePlace, after: SentencePlace): boolean {
  if (before.passage.id === after.passage.id) return after.index === before.index + 1;
  const [left, right] = [sentenceAt(before), sentenceAt(after)];
  // A note or a box stands apart, and its passage comes after those of the text around it.
  const apart = [left, right].some(({ kind }) => apartKinds.has(kind));
  if (apart && left.block !== right.block) return false;
  return (
    before.passage.documentId === after.passage.documentId &&
    after.passage.ordinal === before.passage.ordinal + 1 &&
    before.index === before.passage.sentences.length - 1 &&
    after.index === 0 &&
    isSameSection(before.passage, after.passage)
  );
}

/** A citation of consecutive sentences; its quote is read from the document. */
export async function citeSentences(
  places: readonly SentencePlace[],
  number: number,
  readDocument: DocumentReader,
): Promise<Citation> {
  const { passage } = places[0]!;
  const document = await readDocument(passage);
  const quote = quoteSentences(document, places.map(sentenceAt));
  return {
    number,
    quote: quote.text,
    spans: [...quote.spans],
    document: {
      id: document.id,
      revision: document.revision,
      title: document.title,
      uri: publicUri(document.uris[0] ?? document.id),
    },
    section: [...passage.section],
    ...pagesOf(document, quote),
    url: quoteUrl(document, quote.spans),
  };
}

/** The pages on which a quote begins and ends; the names of columns may stand on an earlier one. */
function pagesOf(
  { blocks }: SourceDocument,
  { spans }: Quote,
): Pick<Citation, 'page' | 'lastPage'> {
  const quoted = blocks.filter((block) =>
    spans.some(({ start, end }) => block.start < end && start < block.end),
  );
  const body = quoted.filter(({ header }) => !header);
  const pages = body.length > 0 ? body : quoted;
  const page = pages[0]?.page ?? null;
  const lastPage = pages.at(-1)?.page ?? null;
  return lastPage === null || lastPage === page ? { page } : { page, lastPage };
}

/**
 * Neighbouring spans of one paragraph become one, so that the quote keeps the space between; rows of
 * one table share the names of their columns.
 */
function quoteSentences(document: SourceDocument, sentences: readonly Sentence[]): Quote {
  const parts = sentences.flatMap(({ spans, joiner, block }, index) => {
    const sameBlock = sentences[index - 1]?.block === block;
    return spans.map((span, part) => ({
      ...span,
      joiner: part > 0 ? joiner : sameBlock ? ' ' : '\n',
    }));
  });
  const merged: typeof parts = [];
  for (const part of parts.toSorted((left, right) => left.start - right.start)) {
    const last = merged.at(-1);
    const adjoins = last && (part.start <= last.end || isGap(document.text, last.end, part.start));
    if (adjoins) last.end = Math.max(last.end, part.end);
    else merged.push(part);
  }
  return Quote.from(
    document,
    merged.map(({ start, end }) => ({ start, end })),
    merged.slice(1).map(({ joiner }) => joiner),
  );
}

/** Only white space within a paragraph or between two items of a list stands in between. */
const isGap = (text: string, from: number, to: number): boolean =>
  to >= from && /^(?:[^\S\n]*\n?[^\S\n]*)$/.test(text.slice(from, to));

/**
 * Where the readable page shows a quote.
 * @param quoted the revision that the ranges are of, where it is another than the document's
 */
export function quoteUrl(
  { id, revision }: SourceDocument,
  ranges: readonly Range[],
  quoted = revision,
): string {
  const quote = ranges.map(({ start, end }) => `${start}-${end}`).join(',');
  const from = quoted === revision ? '' : `&quoted=${quoted}`;
  return `/documents/${id}?revision=${revision}&quote=${quote}${from}#quote`;
}

/** The file's name alone where it was read from outside the corpus: folders are the operator's. */
export function publicUri(uri: string): string {
  return uri.startsWith('file://') ? decodeURIComponent(uri.split('/').at(-1) ?? uri) : uri;
}
