import { analyzeTerms } from '../../language/analyze-terms.ts';
import type { EmbeddedPassage } from '../../passages/passage.ts';

const longestTheme = 60;

/** Two to five capitalised words, with the article they come with: a law, a body, a plan. */
const properName =
  /(?<![.!?:]["”’)]*\s)(?<!^)(?<!\p{Lu}[\p{L}’'-]*\s)\b(the\s+)?(?<name>\p{Lu}[\p{L}\p{N}’'-]+(?:\s+(?:(?:of|for|and|the|on)\s+){0,2}\p{Lu}[\p{L}\p{N}’'-]+){1,4})/gu;

interface NameCount {
  passages: number;
  /** In how many of them it came with "the". */
  withArticle: number;
}

/** Names by how often they occur in different passages; those of one place alone are left out. */
export function frequentNames(
  passages: readonly EmbeddedPassage[],
  titles: readonly string[],
): string[] {
  const counts = new Map<string, NameCount>();
  for (const passage of passages) {
    for (const [name, hasArticle] of namesIn(passage.text)) {
      const count = counts.get(name) ?? { passages: 0, withArticle: 0 };
      count.passages += 1;
      count.withArticle += Number(hasArticle);
      counts.set(name, count);
    }
  }
  return [...counts]
    .filter(([name, count]) => count.passages > 1 && isPresentable(name, titles))
    .sort(
      ([left, leftCount], [right, rightCount]) =>
        rightCount.passages - leftCount.passages || left.length - right.length,
    )
    .map(([name, count]) => (count.withArticle * 2 > count.passages ? `the ${name}` : name));
}

function namesIn(text: string): Map<string, boolean> {
  // One name, whichever way its apostrophes are set.
  const names = [...text.replaceAll('’', "'").matchAll(properName)].map(
    ([, article, name = '']): [string, boolean] => [
      name.replace(/[’']s$/, ''),
      article !== undefined,
    ],
  );
  return new Map(names);
}

const isPresentable = (name: string, titles: readonly string[]): boolean =>
  name.length <= longestTheme &&
  name !== name.toUpperCase() &&
  !titles.some((title) => title.includes(name));

/** The innermost headings, in quotation marks, as far as they say enough to be asked about. */
export function sectionNames(passages: readonly EmbeddedPassage[]): string[] {
  const sections = new Set(passages.flatMap((passage) => passage.section.slice(-1)));
  return [...sections].filter(isSectionTheme).map((section) => `“${section}”`);
}

export const isSectionTheme = (section: string): boolean =>
  section.length <= longestTheme && analyzeTerms(section).length > 1;

/** Whether two themes are about the same: more than half of the shorter one's words are in the other. */
export function sharesTheme(left: string, right: string): boolean {
  const [shorter, longer] = [left, right]
    .map((theme) => new Set(analyzeTerms(theme).map((term) => term.stem)))
    .sort((one, other) => one.size - other.size) as [Set<string>, Set<string>];
  return [...shorter].filter((stem) => longer.has(stem)).length * 2 > shorter.size;
}
