import type { UnreadableReason } from '../../src/protocol.ts';

/** What was seen when a file was looked at, page by page. */
export interface Expectation {
  /** Why it cannot be read; absent where it can. */
  refused?: UnreadableReason;
  /** What there is to see. */
  seen?: string;
  /** What another program's text has that need not be read: running heads, page numbers, menus. */
  dispensable?: readonly string[];
  /** Where the body begins and ends in another program's text. */
  from?: string;
  to?: string;
  /** Words that stand in the document, although other programs do not find them. */
  alsoThere?: readonly string[];
}

/** The files of the evaluation's folder that need saying something about. */
export const expectations: Readonly<Record<string, Expectation>> = {
  'empty.pdf': { refused: 'empty', seen: 'one blank page' },
  'empty_protected.pdf': {
    refused: 'empty',
    seen: 'one blank page, which an empty password opens',
  },
  'loremipsum-flat.pdf': { refused: 'scanned', seen: 'a page of text as one picture, no fonts' },
  'ocr_test.pdf': { refused: 'scanned', seen: 'three lines of text as one picture, no fonts' },
  'password.pdf': { refused: 'encrypted', seen: 'does not open without a password' },
  'poppler-395-0-fuzzed.pdf': {
    refused: 'damaged',
    seen: 'the object that should list the pages is missing; no viewer shows a page',
  },
  'embedded-images-tables.pdf': {
    dispensable: ['454', 'O. Sanni, A.P.I. Popoola / Data in Brief 22 (2019) 451–457'],
  },
  'example-with-scripts.html': {
    seen: 'an article with its notes, between menus and a footer with attachments and an address',
    from: 'Russian Offensive Campaign Assessment, December 13',
    to: 'https://t.me/m0sc0wcalling/16191',
    dispensable: ['Dec 13, 2022 - Press ISW', 'Download the PDF'],
  },
  'multi-column-2p.pdf': { seen: 'p with a small i below', alsoThere: ['p i'] },
  'skipped_2pages.pdf': {
    seen: 'four headlines in a font that does not say which characters most of its glyphs are',
  },
  'helloworld-bad.pdf': { seen: 'its table of objects is wrong; “Hello, world!” can be read' },
};
