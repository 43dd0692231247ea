import path from 'node:path/posix';
import type { DefaultTreeAdapterMap } from 'parse5';
import { descendants, firstDescendant, type HtmlNode } from '../html/html-tree.ts';
import { parseHtml } from '../html/parse-html.ts';
import { measureText } from '../html/text-measures.ts';
import { xhtmlToHtml } from '../html/xhtml.ts';

export interface ChapterSource {
  /** Where it is in the archive. */
  name: string;
  source: string;
  /** Whether the book calls it a table of contents. */
  isContents: boolean;
}

/** A table of contents is links to such a share. */
const linksOfContents = 0.6;

/**
 * One page of all chapters, with ids and the links within the book made unique, so that notes are
 * found in whichever file they are. Tables of contents are left out.
 */
export function mergeChapters(
  chapters: readonly ChapterSource[],
): DefaultTreeAdapterMap['documentFragment'] {
  const nodes = chapters.flatMap(readChapter);
  return { nodeName: '#document-fragment', childNodes: nodes };
}

function readChapter({ name, source, isContents }: ChapterSource): HtmlNode[] {
  const body = firstDescendant(parseHtml(xhtmlToHtml(source)), 'body');
  if (!body) return [];
  const measure = measureText(body).get(body)!;
  if (isContents && measure.links > measure.text * linksOfContents) return [];
  for (const element of [body, ...descendants(body)]) {
    for (const attr of element.attrs) {
      if (attr.name === 'id' || attr.name === 'name') attr.value = `${name}#${attr.value}`;
      else if (attr.name === 'href') attr.value = linkWithinBook(attr.value, name);
    }
  }
  // The body stays around its content: what it is, such as a page of endnotes, may be said there.
  body.parentNode = null;
  body.tagName = 'section';
  body.nodeName = 'section';
  return [body];
}

/** A link to a place in the book as the id that the place has now. */
function linkWithinBook(href: string, from: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(href) || !href.includes('#')) return href;
  const [file = '', id = ''] = href.split('#');
  const target = file === '' ? from : path.join(path.dirname(from), decodeURI(file));
  return `#${encodeURIComponent(`${target}#`)}${id}`;
}
