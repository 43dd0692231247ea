import type { Context } from 'hono';
import type { QuotePlace, Range } from '../../protocol.ts';
import { ProblemError } from '../problem.ts';

/** More parts than any quote has; keeps a hand-made link from costing more than a page. */
const mostRanges = 64;

/** `from` defaults to the start and `to` to the end; `around` is of the quote, or of the start. */
export function readWindow(
  context: Context,
  length: number,
  quote: QuotePlace | undefined,
): Range | undefined {
  const { from, to, around } = context.req.query();
  if (around !== undefined && from === undefined && to === undefined) {
    return windowAround(around, length, quote);
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

function windowAround(around: string, length: number, quote: QuotePlace | undefined): Range {
  if (!/^[1-9]\d{0,9}$/.test(around)) {
    throw new ProblemError(
      '/problems/invalid-request',
      'The parameter around has to be a number of characters from 1, to show before and after the quote.',
    );
  }
  const places = quote?.spans.length ? quote.spans : [quote?.near ?? { start: 0, end: 0 }];
  const start = Math.min(...places.map((place) => place.start)) - Number(around);
  const end = Math.max(...places.map((place) => place.end)) + Number(around);
  return { start: Math.max(start, 0), end: Math.min(end, length) };
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
