import { readFileSync } from 'node:fs';
import { readMarkdown } from '../../src/documents/markdown.ts';
import { readPlainText } from '../../src/documents/plain-text.ts';
import { toSourceDocument } from '../../src/documents/read-document.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import type { Block } from '../../src/protocol.ts';

export const corpusFile = 'chinas-evolving-cybersecurity-strategy.md';

export const corpusSource = (): string => readFileSync(`corpus/${corpusFile}`, 'utf8');

export const corpusDocument = (): SourceDocument => markdown(corpusSource(), corpusFile);

export const markdown = (source: string, uri = 'test.md'): SourceDocument =>
  toSourceDocument(readMarkdown(source), {
    bytes: Buffer.from(source),
    uri,
    mediaType: 'text/markdown',
  });

export const plainText = (source: string): SourceDocument =>
  toSourceDocument(readPlainText(source), {
    bytes: Buffer.from(source),
    uri: 'test.txt',
    mediaType: 'text/plain',
  });

/** The naughty strings that are well-formed text; the file holds no others. */
export const naughtyStrings = (): string[] =>
  JSON.parse(readFileSync('tests/fixtures/blns.json', 'utf8'));

export const blockText = (document: SourceDocument, block: Block): string =>
  document.text.slice(block.start, block.end);

/** Each block as its kind and text: what most tests of readers look at. */
export const outline = (document: SourceDocument): [kind: string, text: string][] =>
  document.blocks.map((block) => [block.kind, blockText(document, block)]);

/** The texts of the two blocks that a page break has cut, for each such pair. */
export const joinedBlocks = (document: SourceDocument): [string, string][] =>
  document.blocks.flatMap((block): [string, string][] =>
    block.continues === undefined
      ? []
      : [[blockText(document, document.blocks[block.continues]!), blockText(document, block)]],
  );
