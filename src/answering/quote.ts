import type { SourceDocument } from '../documents/source-document.ts';
import type { QuotedSpan, Range } from '../protocol.ts';

/**
 * Words that stand in a document. It can be made only from places in the document, so there is no
 * way to turn a string that someone wrote into a quote.
 */
export class Quote {
  readonly documentId: string;
  readonly revision: string;
  readonly spans: readonly QuotedSpan[];
  /** The spans' texts, joined as they read. */
  readonly text: string;

  private constructor(document: SourceDocument, spans: QuotedSpan[], text: string) {
    this.documentId = document.id;
    this.revision = document.revision;
    this.spans = spans;
    this.text = text;
  }

  /**
   * @param ranges in reading order, without overlaps, none empty
   * @param joiners what stands between each range and the next when the quote is read as one
   * @throws RangeError when a range is not within the document or cuts a character in two
   */
  static from(
    document: SourceDocument,
    ranges: readonly Range[],
    joiners: readonly string[],
  ): Quote {
    if (ranges.length === 0) throw new RangeError('A quote needs at least one range.');
    const spans = ranges.map((range, index) => {
      checkRange(document, range, ranges[index - 1]);
      const { start, end } = range;
      return { start, end, text: document.text.slice(start, end) };
    });
    const text = spans
      .map((span, index) => (index === 0 ? span.text : `${joiners[index - 1] ?? ' '}${span.text}`))
      .join('');
    return new Quote(document, spans, text);
  }
}

function checkRange({ id, text }: SourceDocument, range: Range, previous: Range | undefined): void {
  const { start, end } = range;
  const ordered = Number.isInteger(start) && Number.isInteger(end) && start < end;
  const follows = start >= (previous?.end ?? 0);
  if (
    !ordered ||
    !follows ||
    end > text.length ||
    splitsPair(text, start) ||
    splitsPair(text, end)
  ) {
    throw new RangeError(`${start}–${end} is not a range of document ${id} that can be quoted.`);
  }
}

function splitsPair(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}
