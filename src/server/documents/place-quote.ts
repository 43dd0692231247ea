import { quoteUrl } from '../../answering/cite-sentences.ts';
import { locateQuote } from '../../answering/locate-quote.ts';
import { nearestBlock } from '../../answering/nearest-block.ts';
import type { SourceDocument } from '../../documents/source-document.ts';
import type { QuotePlace, Range } from '../../protocol.ts';

/** What a link names: ranges of the revision that was quoted. */
export interface NamedQuote {
  ranges: Range[];
  quoted: SourceDocument;
}

/** Where a quote stands in one revision of the document that it was taken from. */
export function placeQuote({ ranges, quoted }: NamedQuote, document: SourceDocument): QuotePlace {
  const url = quoteUrl(document, ranges, quoted.revision);
  if (quoted.revision === document.revision) return { spans: ranges, url };
  const spans = inReadingOrder(ranges).map(({ start, end }) => ({
    start,
    end,
    text: quoted.text.slice(start, end),
  }));
  const found = locateQuote(spans, document);
  if (found.length > 0) return { spans: found, url };
  const start = spans[0]?.start ?? 0;
  const near = nearestBlock(
    {
      text: spans.map(({ text }) => text).join(' '),
      section: quoted.blocks.find((block) => block.end > start)?.section ?? [],
      place: start / Math.max(quoted.text.length, 1),
    },
    document,
  );
  return { spans: [], ...(near && { near }), url };
}

const inReadingOrder = (ranges: Range[]) => ranges.toSorted((a, b) => a.start - b.start);
