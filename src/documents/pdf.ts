import { DocumentError } from '../errors.ts';
import type { FormatSource } from './document-format.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { composePdf, type PdfContent } from './pdf/compose-pdf.ts';
import { type OpenPdf, openPdf } from './pdf/engine.ts';
import { textOf } from './pdf/fragment.ts';
import { unreadable } from './pdf/glyph-reading.ts';
import { separateLayers } from './pdf/page-layers.ts';

/**
 * Reads a PDF's text in its reading order, with headings, lists, tables, captions and notes, and the
 * page of each. About 10 pages a second on one busy core.
 * @throws DocumentError where it needs a password, is damaged, shows only pictures or nothing
 */
export async function readPdfFile(source: FormatSource): Promise<ParsedDocument> {
  const pdf = await open(source);
  try {
    return composePdf(await collect(pdf, source));
  } finally {
    await pdf.close();
  }
}

/** How far from its end, in bytes, a file may have what ends it: some programs add to it. */
const tailLength = 4096;

/** A file that is cut off may open all the same, with a part of its pages or of their text. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-tailLength)).toString('latin1');
  return !/%%EOF|startxref|trailer/.test(tail);
}

async function open({ bytes, uri, limits }: FormatSource): Promise<OpenPdf> {
  if (isCutOff(bytes)) throw damaged(uri);
  let pdf: OpenPdf;
  try {
    pdf = await openPdf(bytes);
  } catch (cause) {
    throw openingError(cause, uri);
  }
  if (pdf.pageCount <= limits.pages) return pdf;
  await pdf.close();
  throw new DocumentError(
    'too-large',
    `${uri} has ${pdf.pageCount.toLocaleString('en')} pages, and at most ${limits.pages.toLocaleString('en')} can be read. Split it into several files.`,
  );
}

function openingError(cause: unknown, uri: string): DocumentError {
  if (cause instanceof Error && cause.name === 'PasswordException') {
    return new DocumentError(
      'encrypted',
      `${uri} is protected by a password. Save it without one.`,
      { cause },
    );
  }
  return damaged(uri, cause);
}

/** Glyphs may be drawn twice, so twice as many are let pass before the text itself is counted. */
const tooLong = (uri: string, most: number): DocumentError =>
  new DocumentError(
    'too-large',
    `${uri} has more than ${most.toLocaleString('en')} characters of text. Split it into several files.`,
  );

const damaged = (uri: string, cause?: unknown): DocumentError =>
  new DocumentError(
    'damaged',
    `${uri} is damaged and cannot be read whole. Get it anew, or open it and save it as PDF again.`,
    { cause },
  );

async function collect(pdf: OpenPdf, { bytes, uri, limits }: FormatSource): Promise<PdfContent> {
  const content: PdfContent = { title: pdf.title, outline: pdf.outline, pages: [] };
  let shapes = 0;
  let characters = 0;
  try {
    for await (const page of pdf.pages()) {
      shapes += page.shapes;
      characters += page.glyphs.length;
      if (characters > limits.characters * 2) throw tooLong(uri, limits.characters);
      content.pages.push(separateLayers(page));
    }
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof DocumentError) throw cause;
    throw damaged(uri, cause);
  }
  const hasText = content.pages.some((page) => page.fragments.length > 0);
  if (!hasText) throw withoutText(bytes, uri, shapes);
  if (isUnreadable(content)) {
    throw new DocumentError(
      'scanned',
      `${uri} does not say which characters its type shows. Have its text recognised (OCR), and save it with that.`,
    );
  }
  return content;
}

/** A text with more of its characters unnamed than this is none. */
const mostUnreadable = 0.3;

function isUnreadable({ pages }: PdfContent): boolean {
  let all = 0;
  let named = 0;
  for (const { fragments } of pages) {
    for (const { pieces } of fragments) {
      const text = textOf(pieces);
      all += text.length;
      named += text.replaceAll(unreadable, '').length;
    }
  }
  return named < all * (1 - mostUnreadable);
}

/** Pages with more shapes than this show something, be it text made of outlines. */
const fewShapes = 50;

function withoutText(bytes: Uint8Array, uri: string, shapes: number): DocumentError {
  // The dictionary of an image is never packed or encrypted, so its subtype stands in the file.
  const pictured = /\/Subtype\s*\/Image\b/.test(Buffer.from(bytes).toString('latin1'));
  return pictured || shapes > fewShapes
    ? new DocumentError(
        'scanned',
        `${uri} shows its pages as pictures, without text. Have its text recognised (OCR), and save it with that.`,
      )
    : new DocumentError('empty', `${uri} holds no text. Add some, or take the file out.`);
}
