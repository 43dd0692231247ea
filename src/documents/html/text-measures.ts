import { type HtmlElement, type HtmlParent, isElement, isText } from './html-tree.ts';
import { isBlock, isInvisible } from './html-visibility.ts';

/** How much an element's visible text is, in characters without runs of white space. */
export interface TextMeasure {
  text: number;
  /** Of it, what is within links. */
  links: number;
  /** Of it, what stands in blocks of prose: long enough, and hardly links. */
  prose: number;
}

export type TextMeasures = ReadonlyMap<HtmlParent, TextMeasure>;

/** A block with at least as much text outside links says something. */
const shortestProse = 60;
/** A block with a larger share of links is a menu or a teaser. */
const linksOfProse = 0.4;

/** Measures every visible element below the root, and the root. One walk over the tree. */
export function measureText(root: HtmlParent, isLeftOut = isInvisible): TextMeasures {
  const measures = new Map<HtmlParent, TextMeasure>();
  const measure = (parent: HtmlParent, inLink: boolean): TextMeasure => {
    const total: TextMeasure = { text: 0, links: 0, prose: 0 };
    const own = { text: 0, links: 0 };
    for (const node of parent.childNodes) {
      if (isText(node)) {
        const length = node.value.trim() === '' ? 0 : node.value.replace(/\s+/g, ' ').length;
        own.text += length;
        if (inLink) own.links += length;
      } else if (isElement(node) && !isLeftOut(node)) {
        const child = measure(node, inLink || node.tagName === 'a');
        total.text += child.text;
        total.links += child.links;
        total.prose += child.prose;
        if (!isBlock(node)) {
          own.text += child.text;
          own.links += child.links;
          total.text -= child.text;
          total.links -= child.links;
        }
      }
    }
    total.text += own.text;
    total.links += own.links;
    const isProse = own.text - own.links >= shortestProse && own.links <= own.text * linksOfProse;
    if (isProse && (!('tagName' in parent) || isBlock(parent as HtmlElement))) {
      total.prose += own.text;
    }
    measures.set(parent, total);
    return total;
  };
  measure(root, false);
  return measures;
}
