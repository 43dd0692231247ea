import type { DefaultTreeAdapterMap } from 'parse5';
import { attribute, descendants, firstDescendant, textContent } from './html-tree.ts';

/** What sites set between a page's title and their own name. */
const separator = /\s+[|·•»«:–—-]+\s+|\s*[|»«]\s*/;

const fold = (text: string): string =>
  text
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The title that a page gives itself, without the name of its site where that can be told: by
 * `og:site_name`, or because a heading says the rest.
 * @param headings of the document, the first ones being its own
 */
export function pageTitle(
  document: DefaultTreeAdapterMap['document'],
  headings: readonly string[],
): string | undefined {
  const head = firstDescendant(document, 'head');
  const meta = new Map<string, string>();
  for (const element of head ? descendants(head) : []) {
    const name = attribute(element, 'property') ?? attribute(element, 'name');
    const content = attribute(element, 'content');
    if (element.tagName === 'meta' && name && content) meta.set(name.toLowerCase(), fold(content));
  }
  const titleElement = head && firstDescendant(head, 'title');
  const written = fold(titleElement ? textContent(titleElement) : '');
  const site = meta.get('og:site_name');
  const titles = [meta.get('og:title'), written, meta.get('dc.title'), meta.get('citation_title')]
    .filter((title) => title !== undefined && title !== '')
    .filter((title) => title !== site);
  const confirmed = titles.find((title) => headings.some((heading) => title?.includes(heading)));
  const title = confirmed ?? titles[0];
  return title ? withoutSite(title, site, headings) : (headings[0] ?? site);
}

function withoutSite(title: string, site: string | undefined, headings: readonly string[]): string {
  const parts = title.split(separator).map(fold).filter(Boolean);
  if (parts.length < 2) return title;
  const known = headings.find((heading) => title.includes(heading) && heading.length > 3);
  const rest = known && title.replace(known, '');
  // A heading within the title only tells where a separator sets it apart.
  if (known && (rest === '' || separator.test(` ${rest} `) || parts.includes(known))) return known;
  if (!site) return title;
  const own = [` | ${site}`, ` - ${site}`, ` – ${site}`, ` — ${site}`, ` · ${site}`, ` : ${site}`];
  const ending = own.find((end) => title.toLowerCase().endsWith(end.toLowerCase()));
  return ending ? title.slice(0, -ending.length) : title;
}
