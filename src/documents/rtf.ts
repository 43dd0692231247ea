import { DocumentError } from '../errors.ts';
import { markContinuations } from './continuations.ts';
import type { FormatSource } from './document-format.ts';
import { documentTitle } from './document-title.ts';
import { guessHeadings } from './guess-headings.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { RtfReader } from './rtf/rtf-reader.ts';
import { composeText } from './text-composer.ts';

/** Reads a document in Rich Text Format. */
export function readRtfFile({ bytes, uri }: FormatSource): ParsedDocument {
  if (!/^\s*\{\\rtf/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))) {
    throw new DocumentError(
      'mismatched',
      `${uri} is named like RTF and does not begin like it. Give it the ending of what it is, or save it again in its program.`,
    );
  }
  const { drafts, title: property } = new RtfReader(uri).read(bytes);
  const styled = drafts.find((draft) => draft.title)?.text.trim();
  const title = documentTitle(property, styled, drafts);
  const composed = composeText(guessHeadings(drafts), title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}
