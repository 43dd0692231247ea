import type { Context } from 'hono';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { QuotePlace, Range } from '../../protocol.ts';
import { ProblemError } from '../problem.ts';
import { quoteAnchor } from './quote-anchor.ts';

/** More parts than any quote has; keeps a hand-made link from costing more than a page. */
const mostRanges = 64;

/**
 * `from` defaults to the start and `to` to the end; `around` is of the quote, or of the start. Parts
 * of the quote that are further than that from the others are not followed.
 */
export function readWindow(
  context: Context,
  { text: { length }, blocks }: Pick<SourceDocument, 'text' | 'blocks'>,
  quote: QuotePlace | undefined,
): Range | undefined {
  const { from, to, around } = context.req.query();
  if (around !== undefined && from === undefined && to === undefined) {
    const anchor = quoteAnchor(quote, blocks) ?? { start: 0, end: 0 };
    return windowAround(readAround(around), length, [anchor, ...(quote?.spans ?? [])]);
  }
  if (from === undefined && to === undefined) return undefined;
  const range = { start: Number(from ?? 0), end: Number(to ?? length) };
  const given = [from, to].filter((value) => value !== undefined);
  const isNumbers = given.every((value) => /^\d{1,10}$/.test(value));
  if (!isNumbers || range.start >= range.end || range.end > length) {
    throw new ProblemError(
      '/problems/invalid-request',
      `The parameters from and to have to be offsets, from below to, within the document's ${length} characters.`,
    );
  }
  return range;
}

function readAround(around: string): number {
  if (/^[1-9]\d{0,9}$/.test(around)) return Number(around);
  throw new ProblemError(
    '/problems/invalid-request',
    'The parameter around has to be a number of characters from 1, to show before and after the quote.',
  );
}

function windowAround(around: number, length: number, [anchor, ...spans]: Range[]): Range {
  const { start, end } = anchor!;
  const near = spans.filter((span) => span.end > start - around && span.start < end + around);
  const first = Math.min(start, ...near.map((span) => span.start)) - around;
  const last = Math.max(end, ...near.map((span) => span.end)) + around;
  return { start: Math.max(first, 0), end: Math.min(last, length) };
}

export function readRanges(parameter: string, length: number): Range[] {
  const parts = parameter.split(',').slice(0, mostRanges);
  return parts.map((part) => {
    const match = /^(\d{1,10})-(\d{1,10})$/.exec(part);
    const range = match && { start: Number(match[1]), end: Number(match[2]) };
    if (!range || range.start >= range.end || range.end > length) {
      throw new ProblemError(
        '/problems/invalid-request',
        `The parameter quote has to be like 120-180,200-240 within the document's ${length} characters.`,
      );
    }
    return range;
  });
}
