import { HtmlWalker } from './html/html-walker.ts';
import { parseHtmlFragment } from './html/parse-html.ts';
import type { BlockDraft } from './text-composer.ts';

/**
 * The visible text of a piece of HTML inside another format, as blocks.
 * @throws RangeError where it is nested too deeply
 */
export function readHtmlBlocks(html: string): BlockDraft[] {
  return new HtmlWalker().walk(parseHtmlFragment(html).childNodes);
}
