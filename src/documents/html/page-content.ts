import type { DefaultTreeAdapterMap } from 'parse5';
import { findArticle } from './find-article.ts';
import {
  ancestors,
  depthOf,
  descendants,
  firstDescendant,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';
import { holdsNoText, isInvisible } from './html-visibility.ts';
import { findChrome } from './page-chrome.ts';
import { measureText, type TextMeasure, type TextMeasures } from './text-measures.ts';

/** What of a page is the document. */
export interface PageContent {
  nodes: HtmlNode[];
  leaveOut: (element: HtmlElement) => boolean;
}

/**
 * Shares of the page's prose and of all its text outside links that the article has to hold; where
 * it holds less, more of what is around it is read. On 177 of the pages that Trafilatura is
 * evaluated with, these find 92 % of what belongs to the text (the article alone: 85 %) and leave
 * out 79 % of what does not (the body without menus: 62 %).
 */
const leastProse = 0.8;
const leastText = 0.7;
/** What surrounds an article has a larger share of links; with a smaller one it is document text. */
const leastLinksAround = 0.1;
/** A page that hides more of its text than this waits for a script that shows it. */
const mostHidden = 0.75;
/**
 * Beyond these, pages are read whole: the library that finds articles takes time that grows with
 * the square of the elements and with the depth, many seconds here. Articles of the Web have a tenth.
 */
const mostElements = 15_000;
const deepest = 120;
/** With fewer links, nothing around an article could be told from it. */
const fewestLinks = leastLinksAround * 0.05;

/** Finds the document in a page: its article without menus, banners, forms and comments. */
export function findContent(document: DefaultTreeAdapterMap['document']): PageContent {
  const body = firstDescendant(document, 'body');
  if (!body) return { nodes: document.childNodes, leaveOut: isInvisible };
  const visible = measureText(body, isInvisible);
  const all = measureText(body, holdsNoText);
  const isHiding = textOf(visible, body) < textOf(all, body) * (1 - mostHidden);
  const isLeftOut = isHiding ? holdsNoText : isInvisible;
  const chrome = findChrome(body, isHiding ? all : visible);
  const leaveOut = (element: HtmlElement) => isLeftOut(element) || chrome.has(element);
  const measures = measureText(body, leaveOut);
  const article = mayHaveSurroundings(body, measures) ? findArticle(document) : undefined;
  const content = widen(article ?? body, body, measures);
  const heading = headingBefore(content, body, leaveOut);
  return { nodes: heading ? [heading, content] : [content], leaveOut };
}

const textOf = (measures: TextMeasures, element: HtmlElement): number =>
  measures.get(element)?.text ?? 0;

function mayHaveSurroundings(body: HtmlElement, measures: TextMeasures): boolean {
  const whole = measures.get(body);
  if (!whole || whole.links < whole.text * fewestLinks) return false;
  let elements = 0;
  for (const _ of descendants(body)) elements += 1;
  return elements <= mostElements && depthOf(body) <= deepest;
}

/** Parts of a table or list, which say less without it. */
const parts = new Set(['thead', 'tbody', 'tfoot', 'tr', 'th', 'li', 'dt', 'dd']);

/** The innermost element around the article that holds most of what the page says. */
function widen(article: HtmlElement, body: HtmlElement, measures: TextMeasures): HtmlElement {
  const whole = measures.get(body);
  if (!whole) return body;
  for (const element of [article, ...ancestors(article)]) {
    const measure = measures.get(element);
    if (element === body) break;
    if (measure && !parts.has(element.tagName) && isEnough(measure, whole)) return element;
  }
  return body;
}

function isEnough(part: TextMeasure, whole: TextMeasure): boolean {
  return (
    part.prose >= whole.prose * leastProse &&
    part.text - part.links >= (whole.text - whole.links) * leastText &&
    whole.links - part.links >= (whole.text - part.text) * leastLinksAround
  );
}

/** The page's heading where it stands before the content, as above a column of text. */
function headingBefore(
  content: HtmlElement,
  body: HtmlElement,
  leaveOut: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  if (content === body || firstDescendant(content, 'h1')) return undefined;
  const headings = [...descendants(body)].filter(
    (element) => element.tagName === 'h1' && ![element, ...ancestors(element)].some(leaveOut),
  );
  const [only] = headings;
  if (!only || headings.length > 1 || [...ancestors(content)].includes(only)) return undefined;
  return only;
}
