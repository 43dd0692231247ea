import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterMap, serialize } from 'parse5';
import { ancestors, descendants, type HtmlElement, isText } from './html-tree.ts';

const place = 'data-place';
/** How much of the text that the library keeps has to be within the element that is taken for it. */
const keptShare = 0.9;

/**
 * The element that holds a page's article, by Mozilla's Readability, or nothing where it finds none.
 * The library rewrites what it keeps, and drops tables, lists and notes at times; therefore only
 * the place is taken from it.
 */
export function findArticle(document: DefaultTreeAdapterMap['document']): HtmlElement | undefined {
  const elements = [...descendants(document)];
  elements.forEach((element, index) => {
    element.attrs.push({ name: place, value: String(index) });
  });
  const html = serialize(document);
  for (const element of elements) element.attrs.pop();
  const article = readArticle(html);
  if (!article?.content) return undefined;
  const kept = [...article.content.querySelectorAll(`[${place}]`)];
  return commonElement(kept.map((node) => elements[Number(node.getAttribute(place))]!));
}

function readArticle(html: string) {
  try {
    const { document } = parseHTML(html);
    return new Readability(document, { keepClasses: true, serializer: (node) => node }).parse();
  } catch {
    // Either library fails on some trees; the page is then read whole, which loses nothing.
    return undefined;
  }
}

/** The innermost element that holds nearly all text that stands right within the given ones. */
function commonElement(kept: readonly HtmlElement[]): HtmlElement | undefined {
  const weights = new Map<HtmlElement, number>();
  let total = 0;
  for (const element of new Set(kept)) {
    const weight = element.childNodes
      .filter(isText)
      .reduce((sum, { value }) => sum + value.trim().length, 0);
    total += weight;
    if (weight === 0) continue;
    for (const around of [element, ...ancestors(element)]) {
      weights.set(around, (weights.get(around) ?? 0) + weight);
    }
  }
  let best: HtmlElement | undefined;
  for (const [element, weight] of weights) {
    if (weight < total * keptShare) continue;
    if (!best || [...ancestors(element)].includes(best)) best = element;
  }
  return best;
}
