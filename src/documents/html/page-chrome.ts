import {
  ancestors,
  attribute,
  attributeWords,
  descendants,
  type HtmlElement,
  type HtmlParent,
} from './html-tree.ts';
import type { TextMeasures } from './text-measures.ts';

const chromeRoles = new Set(
  'navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist'.split(' '),
);
/** Words of class names and ids by which pages call what is not their text. */
const chromeWords = new RegExp(
  `\\b(?:${[
    'nav|navbar|navigation|menu|menubar|breadcrumbs?|pagination|pager|sidebar|toolbar|skip|skiplink',
    'cookies?|consent|gdpr|cookiebanner|cookiebar|cc window|privacy banner',
    'share|sharing|sharedaddy|social|socials|addtoany|addthis|follow us',
    'related|recommended|recommendations|newsletter|subscribe|subscription|signup|promo|promotion',
    'ad|ads|advert|adverts|advertisement|advertising|anzeige|werbung|sponsor|sponsored|outbrain|taboola',
    'comments?|disqus|respond|reply|login|popup|modal|overlay|lightbox|tooltip',
    'sr only|visually hidden|visuallyhidden|screen reader text|screenreader|print only',
    'linenos|line numbers|gutter|headerlink|mw editsection|jump|jumplinks',
  ].join('|')})\\b`,
);
/** Where a mistake would cost more than a menu: nothing with as large a share of the prose goes. */
const largestProse = 0.3;
/** A header, footer or aside whose text is links to such a share is a menu. */
const linksOfMenu = 0.4;

/**
 * The parts of a page that are no text of the document: menus, headers and footers of the site,
 * banners, forms' chrome, advertisements, comments. By the elements and roles that HTML has for
 * them, and by what pages call them, where they hold little of its prose.
 */
export function findChrome(body: HtmlElement, measures: TextMeasures): Set<HtmlElement> {
  const whole = measures.get(body)?.prose ?? 0;
  const chrome = new Set<HtmlElement>();
  for (const element of descendants(body)) {
    const measure = measures.get(element);
    if (!measure || (measure.prose > whole * largestProse && element.tagName !== 'nav')) continue;
    if (isChrome(element, body, measure.links > measure.text * linksOfMenu)) chrome.add(element);
  }
  return chrome;
}

function isChrome(element: HtmlElement, body: HtmlParent, isMenu: boolean): boolean {
  const { tagName } = element;
  if (isPartOfBook(element)) return false;
  if (tagName === 'nav') return true;
  if (attributeWords(element, 'role').some((role) => chromeRoles.has(role))) return true;
  if (tagName === 'footer' || tagName === 'aside') {
    return isMenu || !isWithinArticle(element, body);
  }
  if (tagName === 'header')
    return isMenu || (!isWithinArticle(element, body) && !holdsTitle(element));
  return chromeWords.test(namesOf(element));
}

/** Notes and the like say what they are by the roles of digital publishing. */
function isPartOfBook(element: HtmlElement): boolean {
  const roles = attributeWords(element, 'role');
  return roles.some((role) => role.startsWith('doc-') && role !== 'doc-toc');
}

/** Class names and the id as words: `cookieBanner-top` as “cookie banner top”. */
function namesOf(element: HtmlElement): string {
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
  return names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_\s]+/g, ' ')
    .toLowerCase();
}

function isWithinArticle(element: HtmlElement, body: HtmlParent): boolean {
  for (const ancestor of ancestors(element)) {
    if (ancestor === body) return false;
    if (['article', 'main', 'blockquote', 'figure'].includes(ancestor.tagName)) return true;
  }
  return false;
}

function holdsTitle(element: HtmlElement): boolean {
  for (const { tagName } of descendants(element)) if (tagName === 'h1') return true;
  return false;
}
