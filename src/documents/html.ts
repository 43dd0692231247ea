import { markContinuations } from './continuations.ts';
import { decodeText } from './decode-text.ts';
import type { FormatSource } from './document-format.ts';
import { declaredCharset } from './html/html-charset.ts';
import { findNotes } from './html/html-notes.ts';
import { HtmlWalker } from './html/html-walker.ts';
import { findContent } from './html/page-content.ts';
import { pageTitle } from './html/page-title.ts';
import { parseHtml } from './html/parse-html.ts';
import { isXhtml, xhtmlToHtml } from './html/xhtml.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { composeText } from './text-composer.ts';

export const readHtmlFile = ({ bytes, uri }: FormatSource): ParsedDocument =>
  readHtml(decodeText(bytes, uri, declaredCharset(bytes)));

/**
 * Reads a web page: the document in it, without menus, banners and the like, and its structure.
 * @throws RangeError where it is nested too deeply
 */
export function readHtml(source: string): ParsedDocument {
  const document = parseHtml(isXhtml(source) ? xhtmlToHtml(source) : source);
  const { nodes, leaveOut } = findContent(document);
  const drafts = new HtmlWalker({ notes: findNotes(document), leaveOut }).walk(nodes);
  const headings = drafts.filter(({ kind }) => kind === 'heading').map(({ text }) => text);
  const title = pageTitle(document, headings);
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}
