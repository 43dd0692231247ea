import {
  ancestors,
  attribute,
  attributeWords,
  descendants,
  type HtmlElement,
  type HtmlParent,
  isText,
  textContent,
} from './html-tree.ts';
import { isBlock } from './html-visibility.ts';

/** A page's footnotes and endnotes. */
export interface HtmlNotes {
  /** The label of each element that is a note, or nothing where its mark is not known. */
  labels: ReadonlyMap<HtmlElement, string | undefined>;
  /** Links from the text to a note and back: their text is no part of the sentences. */
  marks: ReadonlySet<HtmlElement>;
}

export const noNotes: HtmlNotes = { labels: new Map(), marks: new Set() };

const noteMark = /^[[(]?(\d{1,4}|[*†‡§¶#]{1,3}|[a-z]{1,2}|[ivxlc]{1,6})[\])]?[.:]?$/i;
/** What a note's link back reads: its mark, letters for several references, an arrow, a word. */
const backMark =
  /^[[(]?(?:(?:[\d\s.:*†‡§¶#^←↑⤴-]|\u21a9|\ufe0e|\ufe0f)*|[a-z]{1,2}|back|return|zurück)[\])]?[.:]?$/iu;
const noteTypes = new Set(['footnote', 'endnote', 'rearnote', 'doc-footnote', 'doc-endnote']);
const noteLists = new Set(['footnotes', 'endnotes', 'rearnotes', 'doc-endnotes']);

const typesOf = (element: HtmlElement): string[] => [
  ...attributeWords(element, 'role'),
  ...attributeWords(element, 'epub:type'),
];

interface Link {
  element: HtmlElement;
  target: HtmlElement;
  position: number;
}

/**
 * Finds notes as pages have them: elements that say so (DPUB-ARIA roles, EPUB types), and blocks
 * that a short mark such as “[1]” links to and that link back to it, as word processors, wikis and
 * converters write them.
 */
export function findNotes(root: HtmlParent): HtmlNotes {
  const labels = new Map<HtmlElement, string | undefined>();
  const marks = new Set<HtmlElement>();
  const links = findLinks(root);
  const linksByElement = new Map(links.map((link) => [link.element, link]));
  for (const element of descendants(root)) {
    if (isDeclaredNote(element)) labels.set(element, undefined);
  }
  for (const back of links) {
    const reference = referenceOf(back, linksByElement);
    const note = reference && blockOf(reference.target);
    if (!reference || !note || /^h[1-6]$/.test(note.tagName)) continue;
    if (blockOf(back.element) !== note && !contains(note, back.element)) continue;
    const declared = [note, ...ancestors(note)].find((element) => labels.has(element)) ?? note;
    labels.set(declared, labels.get(declared) ?? markOf(reference.element));
    marks.add(reference.element).add(back.element);
  }
  for (const { element, target } of links) {
    const note = [target, ...ancestors(target)].find((candidate) => labels.has(candidate));
    if (!note || marks.has(element) || !isReference(element)) continue;
    marks.add(element);
    labels.set(note, labels.get(note) ?? markOf(element));
  }
  return { labels, marks };
}

function findLinks(root: HtmlParent): Link[] {
  const byId = new Map<string, HtmlElement>();
  const anchors: { element: HtmlElement; id: string; position: number }[] = [];
  let position = 0;
  for (const element of descendants(root)) {
    position += 1;
    const id = attribute(element, 'id') ?? attribute(element, 'name');
    if (id && !byId.has(id)) byId.set(id, element);
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined;
    const [, fragment] = /#(.+)$/.exec(href ?? '') ?? [];
    if (fragment) anchors.push({ element, id: decodeFragment(fragment), position });
  }
  return anchors.flatMap(({ element, id, position: at }) => {
    const target = byId.get(id);
    return target ? [{ element, target, position: at }] : [];
  });
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The link with a note's mark that a link leads back to, if it is one that does. */
function referenceOf(back: Link, links: ReadonlyMap<HtmlElement, Link>): Link | undefined {
  if (!backMark.test(textContent(back.element).trim())) return undefined;
  let seen = 0;
  for (const candidate of around(back.target)) {
    const link = links.get(candidate);
    if (link && link.position < back.position && markOf(link.element) !== undefined) return link;
    seen += 1;
    if (seen === mostCandidates) break;
  }
  return undefined;
}

function* around(place: HtmlElement): Generator<HtmlElement> {
  yield place;
  yield* descendants(place);
  // An anchor without text stands beside the link that it names.
  if (place.parentNode && !isBlock(place) && isBlank(place)) yield* descendants(place.parentNode);
}

function isBlank(element: HtmlElement): boolean {
  return element.childNodes.every((node) => isText(node) && node.value.trim() === '');
}

/** How many elements around a link's target are looked at; a mark stands right there. */
const mostCandidates = 12;

function markOf(reference: HtmlElement): string | undefined {
  return noteMark.exec(textContent(reference).trim())?.[1];
}

/** Whether a link to a note is a mark rather than words of a sentence. */
function isReference(link: HtmlElement): boolean {
  if (typesOf(link).some((type) => type === 'noteref' || type === 'doc-noteref')) return true;
  if (markOf(link) === undefined) return false;
  for (const { tagName } of descendants(link)) if (tagName === 'sup') return true;
  for (const { tagName } of ancestors(link)) if (tagName === 'sup') return true;
  return false;
}

function isDeclaredNote(element: HtmlElement): boolean {
  if (typesOf(element).some((type) => noteTypes.has(type))) return true;
  if (element.tagName !== 'li') return false;
  for (const ancestor of ancestors(element)) {
    if (typesOf(ancestor).some((type) => noteLists.has(type))) return true;
    if (ancestor.tagName === 'li' || ancestor.tagName === 'body') return false;
  }
  return false;
}

function blockOf(element: HtmlElement): HtmlElement | undefined {
  if (isBlock(element)) return element;
  for (const ancestor of ancestors(element)) if (isBlock(ancestor)) return ancestor;
  return undefined;
}

function contains(outer: HtmlElement, inner: HtmlElement): boolean {
  for (const ancestor of ancestors(inner)) if (ancestor === outer) return true;
  return false;
}
