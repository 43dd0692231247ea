import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, parseFragment } from 'parse5';
import { depthOf, type HtmlNode, type HtmlParent } from './html-tree.ts';

/** Deeper than pages are nested, unclosed tags and all, and far from where recursion would end. */
const deepest = 1_500;

/**
 * Parses a page as browsers do.
 * @throws RangeError where it is nested too deeply to be walked by recursion
 */
export function parseHtml(source: string): DefaultTreeAdapterMap['document'] {
  const document = parse(source, { treeAdapter: depthChecking() });
  checkDepth(document);
  return document;
}

/** Parses a piece of a page. Throws as {@link parseHtml} does. */
export function parseHtmlFragment(source: string): DefaultTreeAdapterMap['documentFragment'] {
  const fragment = parseFragment(source, { treeAdapter: depthChecking() });
  checkDepth(fragment);
  return fragment;
}

/** A tree adapter that gives up early: the parser's time grows with the square of the depth. */
function depthChecking(): typeof defaultTreeAdapter {
  const depths = new WeakMap<object, number>();
  return {
    ...defaultTreeAdapter,
    appendChild(parent: HtmlParent, node: HtmlNode) {
      const depth = (depths.get(parent) ?? 0) + 1;
      if (depth > deepest) throw tooDeep();
      depths.set(node, depth);
      defaultTreeAdapter.appendChild(parent, node);
    },
  };
}

/** Checks the finished tree, in which misnested tags have moved others. */
function checkDepth(root: HtmlParent): void {
  if (depthOf(root) > deepest) throw tooDeep();
}

const tooDeep = (): RangeError => new RangeError('HTML is nested too deeply');
