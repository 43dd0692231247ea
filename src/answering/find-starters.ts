import { analyzeTerms } from '../language/analyze-terms.ts';
import type { EmbeddedPassage } from '../passages/passage.ts';
import { answerQuestion } from './answer-question.ts';
import type { AnsweringContext } from './answering-context.ts';
import { lastAnswer } from './last-answer.ts';

const mostStarters = 4;
/** Candidates tried at the most; each costs one question. */
const mostTried = 14;
/** Passages read for candidates, so that a large index costs no more than a small one. */
const passagesRead = 400;
const longestTheme = 60;

/** Two to five capitalised words, with the article they come with: a law, a body, a plan. */
const properName =
  /(?<![.!?:]["”’)]*\s)(?<!^)(?<!\p{Lu}[\p{L}’'-]*\s)\b(the\s+)?(?<name>\p{Lu}[\p{L}\p{N}’'-]+(?:\s+(?:(?:of|for|and|the|on)\s+){0,2}\p{Lu}[\p{L}\p{N}’'-]+){1,4})/gu;

/**
 * Questions that the indexed documents answer, made from what they hold: an overview, names that
 * come up often, sections. Each is asked first, and only those that were answered are returned.
 */
export async function findStarters(context: AnsweringContext): Promise<string[]> {
  const documents = await context.store.listDocuments();
  if (documents.length === 0) return [];
  const read = documents.slice(0, 20).map((document) => document.id);
  const passages = (await context.store.listPassages({ documents: read })).slice(0, passagesRead);
  const titles = documents.map((document) => document.title);
  const one = documents.length === 1;
  const about = (theme: string) => `What ${one ? 'does it' : 'do they'} say about ${theme}?`;
  const overview = one ? 'What is this document about?' : 'What are these documents about?';
  const themes = [...frequentNames(passages, titles), ...sectionNames(passages)];

  const found: string[] = [];
  const used: string[] = [];
  for (const theme of ['', ...themes].slice(0, mostTried)) {
    if (found.length >= mostStarters) break;
    const question = theme === '' ? overview : about(theme);
    if (used.some((other) => sharesWords(other, theme))) continue;
    if (!(await isAnswered(question, theme, context))) continue;
    found.push(question);
    if (theme !== '') used.push(theme);
  }
  return found;
}

interface NameCount {
  passages: number;
  /** In how many of them it came with "the". */
  withArticle: number;
}

/** Names by how often they occur in different passages; those of one place alone are left out. */
function frequentNames(passages: readonly EmbeddedPassage[], titles: readonly string[]): string[] {
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

function sectionNames(passages: readonly EmbeddedPassage[]): string[] {
  const sections = new Set(passages.flatMap((passage) => passage.section.slice(-1)));
  return [...sections]
    .filter((section) => section.length <= longestTheme && analyzeTerms(section).length > 1)
    .map((section) => `“${section}”`);
}

/** Whether two themes are about the same: more than half of the shorter one's words are in the other. */
function sharesWords(left: string, right: string): boolean {
  const [shorter, longer] = [left, right]
    .map((theme) => new Set(analyzeTerms(theme).map((term) => term.stem)))
    .sort((one, other) => one.size - other.size) as [Set<string>, Set<string>];
  return [...shorter].filter((stem) => longer.has(stem)).length * 2 > shorter.size;
}

async function isAnswered(
  question: string,
  theme: string,
  context: AnsweringContext,
): Promise<boolean> {
  // No model: a question that starts a conversation has to be answered without one as well.
  const { outcome, citations } = await lastAnswer(
    answerQuestion({ question }, { ...context, writer: undefined }),
  );
  if (outcome !== 'answered') return false;
  const quoted = new Set(
    citations.flatMap(({ quote }) => analyzeTerms(quote).map((term) => term.stem)),
  );
  const asked = analyzeTerms(theme);
  return asked.filter((term) => quoted.has(term.stem)).length * 2 >= asked.length;
}
