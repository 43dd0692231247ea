import { type Fragment, textOf } from './fragment.ts';
import { splitIntoBands } from './gutters.ts';

export interface PageOfFragments {
  number: number;
  height: number;
  fragments: Fragment[];
}

/** Shares of a page's height in which headers and footers stand. */
const marginZone = 0.13;
const numberZone = 0.13;
/** Headers of more lines than this are none. */
const mostBands = 4;
/** Places on two pages are the same within this many points. */
const samePlace = 5;
/** A page with fewer lines than this has no text that a header could be told from. */
const fewestBands = 6;

const pageNumber =
  /^(?:\p{L}{1,6}\.?\s*)?[-–—|·[\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|·\]\s]*(?:(?:of|\/|von|de|sur|di|из)\s*\d{1,4})?$/iu;
const chapterPage = /^\d{1,3}[-–]\d{1,4}$/;
const pageOfPages =
  /^\p{L}{1,6}\.?\s*\d{1,4}(?:\s*(?:of|\/|von|de|sur|di)\s*\d{1,4})?$|^\d{1,4}\s*(?:of|\/|von)\s*\d{1,4}$/iu;

interface Candidate {
  fragment: Fragment;
  page: number;
  key: string;
  /** From the top, or from the bottom as a negative number. */
  place: number;
}

/**
 * The fragments that are running headers, footers and page numbers: what stands at a page's edge
 * and comes again at the same place of others, with other digits maybe; and a page number that
 * stands apart.
 */
export function findFurniture(pages: readonly PageOfFragments[]): Set<Fragment> {
  const margins = pages.map((page) => ({ page, ...marginBands(page) }));
  const candidates = margins.flatMap(({ page, top, bottom }) => [
    ...top.flat().map((fragment) => toCandidate(fragment, page, true)),
    ...bottom.flat().map((fragment) => toCandidate(fragment, page, false)),
  ]);
  const repeated = findRepeated(candidates);
  const numbered = margins.flatMap(({ page, top, bottom, bands }) =>
    [...top, ...bottom].filter(
      (band) => bands.length >= fewestBands && isNumberedBand(band, bands, page),
    ),
  );
  // A number on one page only can count nothing; those of several pages have to.
  const alone = new Set(
    numbered.length === 1 ? numbered : numbered.filter(countsOnPages(repeated)),
  );
  return new Set(
    margins.flatMap(({ top, bottom, bands }) => [
      ...peel(top, { bands, repeated, numbered: alone }),
      ...peel(bottom, { bands, repeated, numbered: alone }),
    ]),
  );
}

/** The outermost bands first. */
function marginBands({ fragments, height }: PageOfFragments) {
  const bands = splitIntoBands(fragments);
  const isTop = (band: Fragment[]) =>
    band.every((fragment) => fragment.bottom < height * marginZone);
  const isBottom = (band: Fragment[]) =>
    band.every((fragment) => fragment.top > height * (1 - marginZone));
  return {
    top: bands.slice(0, mostBands).filter(isTop),
    bottom: bands.slice(-mostBands).filter(isBottom).reverse(),
    bands,
  };
}

function toCandidate(fragment: Fragment, page: PageOfFragments, top: boolean): Candidate {
  const text = textOf(fragment.pieces);
  return {
    fragment,
    page: page.number,
    key: text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' '),
    place: top ? fragment.baseline : fragment.baseline - page.height,
  };
}

function findRepeated(candidates: readonly Candidate[]): Set<Fragment> {
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const list = byKey.get(candidate.key);
    if (list) list.push(candidate);
    else byKey.set(candidate.key, [candidate]);
  }
  const repeated = new Set<Fragment>();
  for (const list of byKey.values()) {
    for (const candidate of list) {
      const twins = list.filter(
        (other) =>
          other.page !== candidate.page && Math.abs(other.place - candidate.place) <= samePlace,
      );
      const counts =
        /\p{L}/u.test(candidate.key) || twins.some((twin) => countsOn(twin, candidate));
      if (twins.length > 0 && counts) repeated.add(candidate.fragment);
    }
  }
  return repeated;
}

/** Whether two texts have numbers in one place that differ as their pages do, as in “3 / 12”. */
function countsOn(left: Candidate, right: Candidate): boolean {
  const numbersOf = ({ fragment }: Candidate) =>
    (textOf(fragment.pieces).match(/\d+/g) ?? []).map(Number);
  const others = numbersOf(right);
  return numbersOf(left).some((number, at) => number - left.page === others[at]! - right.page);
}

const countsOnPages =
  (repeated: ReadonlySet<Fragment>) =>
  (band: readonly Fragment[]): boolean =>
    band.some((fragment) => repeated.has(fragment));

interface PeelOptions {
  /** All of the page, from top to bottom. */
  bands: readonly Fragment[][];
  repeated: ReadonlySet<Fragment>;
  numbered: ReadonlySet<Fragment[]>;
}

/** Takes bands off from the outside as long as they are furniture. */
function peel(
  margin: readonly Fragment[][],
  { bands, repeated, numbered }: PeelOptions,
): Fragment[] {
  const peeled: Fragment[] = [];
  for (const band of margin) {
    const own = band.filter(
      (fragment) =>
        numbered.has(band) ||
        repeated.has(fragment) ||
        fragment.artifact ||
        isPageOfPages(fragment),
    );
    const whole = own.length === band.length;
    // A table that goes on over pages has like cells at their edges, in rows that differ.
    peeled.push(...(whole || isSetApart(band, bands) ? own : own.filter((one) => one.artifact)));
    if (!whole) break;
  }
  return peeled;
}

/** Whether the white space between a band and the text is wider than that within the text. */
function isSetApart(band: readonly Fragment[], bands: readonly Fragment[][]): boolean {
  const at = bands.findIndex((other) => other.includes(band[0]!));
  const inward = at < bands.length / 2 ? 1 : -1;
  const next = bands[at + inward];
  const second = bands[at + 2 * inward];
  if (!next || !second) return true;
  const size = Math.max(...band.map((fragment) => fragment.size));
  const gap = gapBetween(band, next);
  return gap >= size / 2 && gap > gapBetween(next, second) * 1.25;
}

/** The white space between two bands, whichever stands higher. */
function gapBetween(one: readonly Fragment[], other: readonly Fragment[]): number {
  const [upper, lower] = one[0]!.top < other[0]!.top ? [one, other] : [other, one];
  return (
    Math.min(...lower.map((fragment) => fragment.top)) -
    Math.max(...upper.map((fragment) => fragment.bottom))
  );
}

const isPageOfPages = ({ pieces }: Fragment): boolean => {
  const text = textOf(pieces).trim();
  return /^(page|seite|página|pagina|p\.)/i.test(text) && pageOfPages.test(text);
};

/** A line at the very edge, set apart from the text, that is a page number or has one at its end. */
function isNumberedBand(
  band: readonly Fragment[],
  bands: readonly Fragment[][],
  { height }: PageOfFragments,
): boolean {
  const at = bands.findIndex((other) => other[0] === band[0] || other.includes(band[0]!));
  const top = at === 0;
  if (!top && at !== bands.length - 1) return false;
  const next = bands[top ? 1 : at - 1]!;
  const size = Math.max(...band.map((fragment) => fragment.size));
  const gap = gapBetween(band, next);
  const edge = band.every((fragment) =>
    top ? fragment.bottom < height * numberZone : fragment.top > height * (1 - numberZone),
  );
  if (!edge || gap < size) return false;
  const ordered = [...band].sort((left, right) => left.x0 - right.x0);
  const texts = ordered.map((fragment) => textOf(fragment.pieces).trim());
  if (texts.length === 1) return isNumber(texts[0]!);
  const [first, last] = [ordered[0]!, ordered.at(-1)!];
  const apart = size * 2.5;
  return (
    (isNumber(texts.at(-1)!) && last.x0 - ordered.at(-2)!.x1 > apart) ||
    (isNumber(texts[0]!) && ordered[1]!.x0 - first.x1 > apart)
  );
}

const isNumber = (text: string): boolean =>
  (pageNumber.test(text) && !/^\p{L}{2,}$/u.test(text.replace(/^[ivxlc]+$/i, ''))) ||
  chapterPage.test(text);
