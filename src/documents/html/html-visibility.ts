import { attribute, type HtmlElement } from './html-tree.ts';

/** Elements whose content is no text of the page. */
const invisible = new Set(
  `script style template noscript head title svg iframe object embed canvas audio video map datalist
  button input select textarea progress meter annotation annotation-xml rp rt rtc`.split(/\s+/),
);

/** Elements that take lines of their own in a browser. Unknown ones do not. */
const blocks = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
  figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav
  ol optgroup option p plaintext pre search section summary table caption thead tbody tfoot tr td th
  ul xmp`.split(/\s+/),
);

const hiddenStyle = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const blockStyle = /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)/i;

/** Whether a browser shows nothing of an element. */
export function isInvisible(element: HtmlElement): boolean {
  return holdsNoText(element) || isHidden(element);
}

/** Whether the content of an element is never text of the page, hidden or not. */
export function holdsNoText(element: HtmlElement): boolean {
  const { tagName } = element;
  return (
    invisible.has(tagName) || (tagName === 'dialog' && attribute(element, 'open') === undefined)
  );
}

/** Whether the page itself hides an element, until a script shows it. */
function isHidden(element: HtmlElement): boolean {
  if (element.attrs.length === 0) return false;
  return (
    attribute(element, 'hidden') !== undefined ||
    attribute(element, 'aria-hidden') === 'true' ||
    hiddenStyle.test(attribute(element, 'style') ?? '')
  );
}

export function isBlock(element: HtmlElement): boolean {
  return blocks.has(element.tagName) || blockStyle.test(attribute(element, 'style') ?? '');
}
