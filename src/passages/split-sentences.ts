import { isSpacelessRun } from '../documents/continuations.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { Range } from '../protocol.ts';
import type { Sentence } from './passage.ts';
import { segmentSentences, trimRange } from './segment-sentences.ts';
import { columnNamesOf } from './table-rows.ts';

/** A stretch of running text, put together from the parts that a page layout has cut it into. */
interface Flow {
  text: string;
  /** In the order of the text. */
  parts: FlowPart[];
}

interface FlowPart {
  /** Where it begins in the flow's text. */
  at: number;
  length: number;
  /** Where it begins in the document. */
  start: number;
  block: number;
  /** What stands between it and the part before. */
  joiner: ' ' | '';
}

/**
 * The document's sentences in reading order. Headings are structure and give none, unless there is
 * nothing else to quote. A row of a table comes with the names of its columns, where the table has
 * them, since it says little without; they then give no sentence of their own.
 */
export function splitSentences(document: SourceDocument): Sentence[] {
  const { blocks } = document;
  const hasBody = blocks.some((block) => block.kind !== 'heading');
  const continuations = new Map(
    blocks.flatMap(({ continues }, index): [number, number][] =>
      continues === undefined ? [] : [[continues, index]],
    ),
  );
  const columnNames = columnNamesOf(document);
  const naming = new Set([...columnNames.values()].flat());
  return blocks.flatMap((block, index) => {
    if (block.kind === 'heading' && hasBody) return [];
    if (block.continues !== undefined || naming.has(index)) return [];
    const names = columnNames.get(index);
    if (names) return rowSentence(document, names, index);
    return sentencesOfFlow(document, gatherFlow(document, index, continuations));
  });
}

function rowSentence(
  { text, blocks }: SourceDocument,
  names: readonly number[],
  row: number,
): Sentence[] {
  const spans = [...names, row].map((index) =>
    trimRange(text, blocks[index]!.start, blocks[index]!.end),
  );
  if (!spans.at(-1)) return [];
  const filled = spans.filter((range) => range !== undefined);
  return [{ spans: filled, joiner: '\n', kind: 'table-row', block: row }];
}

function gatherFlow(
  { text, blocks }: SourceDocument,
  first: number,
  continuations: ReadonlyMap<number, number>,
): Flow {
  const parts: FlowPart[] = [];
  const pieces: string[] = [];
  let at = 0;
  let before = '';
  for (
    let index: number | undefined = first;
    index !== undefined;
    index = continuations.get(index)
  ) {
    const { start, end } = blocks[index]!;
    const piece = text.slice(start, end);
    const joiner = joinerBetween(before, piece);
    if (parts.length > 0) {
      pieces.push(joiner);
      at += joiner.length;
    }
    parts.push({ at, length: piece.length, start, block: index, joiner });
    pieces.push(piece);
    at += piece.length;
    before = piece;
  }
  return { text: pieces.join(''), parts };
}

/** Nothing where a word was cut at a hyphen or the script writes no spaces; a space elsewhere. */
function joinerBetween(first: string, second: string): ' ' | '' {
  const cutWord = /\p{L}[-\u00ad\u2010]$/u.test(first.slice(-3));
  return cutWord || isSpacelessRun(first, second) ? '' : ' ';
}

function sentencesOfFlow(document: SourceDocument, flow: Flow): Sentence[] {
  const kind = document.blocks[flow.parts[0]!.block]!.kind;
  const ranges =
    kind === 'table-row' || kind === 'code'
      ? [trimRange(flow.text, 0, flow.text.length)].filter((range) => range !== undefined)
      : segmentSentences(flow.text);
  return ranges.map((range) => {
    return { ...locate(flow, range), kind };
  });
}

/** Where a range of the flow stands in the document: one span for each part it touches. */
function locate({ parts }: Flow, range: Range): Pick<Sentence, 'spans' | 'joiner' | 'block'> {
  const touched: FlowPart[] = [];
  for (let index = firstEndingAfter(parts, range.start); index < parts.length; index += 1) {
    if (parts[index]!.at >= range.end) break;
    touched.push(parts[index]!);
  }
  const spans = touched.map((part) => ({
    start: part.start + Math.max(0, range.start - part.at),
    end: part.start + Math.min(part.length, range.end - part.at),
  }));
  // A sentence has one joiner. Where its cuts differ, no two words may run into one.
  const isJoinedTight = touched.length > 1 && touched.slice(1).every(({ joiner }) => joiner === '');
  return { spans, joiner: isJoinedTight ? '' : ' ', block: touched[0]!.block };
}

/** By halving, as a flow may have many parts and many sentences. */
function firstEndingAfter(parts: readonly FlowPart[], offset: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (parts[middle]!.at + parts[middle]!.length > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
