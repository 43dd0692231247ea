import { html, raw } from 'hono/html';
import type { QuotePlace, Range } from '../../protocol.ts';

type Html = ReturnType<typeof html>;

/** Puts what was quoted into marks, piece by piece as the page is written. */
export class QuoteMarker {
  readonly #text: string;
  readonly #from: number;
  readonly #ranges: Range[];
  /** What is shown is not the quote, only near it. */
  readonly #isNear: boolean;
  /** Where the mark may begin that the fragment leads to. */
  readonly #anchor: number;
  #marked = false;

  constructor(
    { text, from }: { text: string; from: number },
    quote: QuotePlace | undefined,
    anchor?: Range,
  ) {
    this.#anchor = anchor?.start ?? 0;
    this.#text = text;
    this.#from = from;
    this.#isNear = !quote?.spans.length;
    this.#ranges = mergeRanges(quote?.spans.length ? quote.spans : [quote?.near ?? []].flat());
  }

  read({ start, end }: Range): string {
    return this.#text.slice(start - this.#from, end - this.#from);
  }

  /**
   * The text of a range. Of the gap that follows it, up to `gapEnd`, only what is quoted: browsers
   * fold that white space away, and the marks together hold the whole quote.
   */
  render(range: Range, gapEnd: number): Html[] {
    const pieces: Html[] = [];
    let end = range.start;
    for (const quote of this.#ranges) {
      const from = Math.max(quote.start, end);
      const to = Math.min(quote.end, gapEnd);
      if (from >= to) continue;
      pieces.push(
        html`${this.read({ start: end, end: from })}${this.#mark({ start: from, end: to })}`,
      );
      end = to;
    }
    if (end < range.end) pieces.push(html`${this.read({ start: end, end: range.end })}`);
    return pieces;
  }

  #mark(range: Range): Html {
    const text = this.read(range);
    // A fragment that leads to white space would lead nowhere.
    const isFirst = !this.#marked && range.end > this.#anchor && text.trim() !== '';
    this.#marked ||= isFirst;
    const id = isFirst ? raw(' id="quote"') : '';
    return this.#isNear
      ? html`<span class="near"${id}>${text}</span>`
      : html`<mark${id}>${text}</mark>`;
  }
}

/** Sorted, and without overlaps: a character that is quoted twice is marked once. */
function mergeRanges(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
