import { attribute, attributeWords, type HtmlElement, textContent } from './html-tree.ts';

/** Class names by which books before EPUB 3 mark the pages of their printed edition. */
const pageClass = /^(?:x-ebookmaker-)?page-?(?:no|num|number|break)$/;
/** What may stand there to be seen: `12`, `[Pg 12]`, `{12}`. */
const shownNumber = /^[[({]?\s*(?:pg?|page)?[.\s]*([\divxlc]*)\s*[\])}]?$/i;

/**
 * The mark that a page of the printed edition begins, with its number where that is one in digits.
 * The number is not text of the book, whether it is shown or not.
 */
export function pageBreakOf(element: HtmlElement): { number: string | undefined } | undefined {
  const types = [...attributeWords(element, 'epub:type'), ...attributeWords(element, 'role')];
  const declared = types.includes('pagebreak') || types.includes('doc-pagebreak');
  if (!declared && !attributeWords(element, 'class').some((name) => pageClass.test(name))) {
    return undefined;
  }
  const shown = shownNumber.exec(textContent(element).trim());
  if (!shown) return undefined;
  const name = attribute(element, 'title') ?? attribute(element, 'aria-label') ?? shown[1] ?? '';
  return { number: /(?<![\w.])\d+(?![\w.])/.exec(name)?.[0] };
}
