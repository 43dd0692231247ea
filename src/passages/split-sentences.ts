import { isSpacelessRun } from '../documents/continuations.ts';
import type { SourceDocument } from '../documents/source-document.ts';
import type { Range } from '../protocol.ts';
import type { Sentence } from './passage.ts';
import { segmentSentences, trimRange } from './segment-sentences.ts';
import { columnNamesOf } from './table-rows.ts';

/** A stretch of running text, put together from the parts that a page layout has cut it into. */
interface Flow {
  text: string;
  /** Where each part begins in `text`, and where that is in the document. */
  parts: { at: number; length: number; start: number; block: number }[];
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
  const flow: Flow = { text: '', parts: [], joiner: ' ' };
  for (
    let index: number | undefined = first;
    index !== undefined;
    index = continuations.get(index)
  ) {
    const { start, end } = blocks[index]!;
    const part = text.slice(start, end);
    if (flow.parts.length > 0) {
      flow.joiner = joinerBetween(flow.text, part);
      flow.text += flow.joiner;
    }
    flow.parts.push({ at: flow.text.length, length: part.length, start, block: index });
    flow.text += part;
  }
  return flow;
}

/** Nothing where a word was cut at a hyphen or the script writes no spaces; a space elsewhere. */
function joinerBetween(first: string, second: string): ' ' | '' {
  const cutWord = /\p{L}[-\u00ad\u2010]$/u.test(first);
  return cutWord || isSpacelessRun(first, second) ? '' : ' ';
}

function sentencesOfFlow(document: SourceDocument, flow: Flow): Sentence[] {
  const kind = document.blocks[flow.parts[0]!.block]!.kind;
  const ranges =
    kind === 'table-row' || kind === 'code'
      ? [trimRange(flow.text, 0, flow.text.length)].filter((range) => range !== undefined)
      : segmentSentences(flow.text);
  return ranges.map((range) => {
    const located = locate(flow, range);
    return { spans: located.spans, joiner: flow.joiner, kind, block: located.block };
  });
}

/** Where a range of the flow stands in the document: one span for each part it touches. */
function locate(flow: Flow, range: Range): { spans: Range[]; block: number } {
  const touched = flow.parts.filter(
    (part) => part.at < range.end && part.at + part.length > range.start,
  );
  const spans = touched.map((part) => ({
    start: part.start + Math.max(0, range.start - part.at),
    end: part.start + Math.min(part.length, range.end - part.at),
  }));
  return { spans, block: touched[0]!.block };
}
