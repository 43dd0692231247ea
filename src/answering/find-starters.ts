import type { EmbeddedPassage } from '../passages/passage.ts';
import { analyzeTerms } from '../retrieval/analyze-terms.ts';
import { type AnsweringContext, answerQuestion } from './answer-question.ts';

const mostStarters = 4;
/** Candidates tried at the most; each costs one question. */
const mostTried = 14;
/** Passages read for candidates, so that a large index costs no more than a small one. */
const passagesRead = 400;
const longestTheme = 60;

/** Two to five capitalised words: the name of a law, a body, a plan. */
const properName =
  /(?<![.!?:]["”’)]*\s)(?<!^)\b\p{Lu}[\p{L}\p{N}’'-]+(?:\s+(?:(?:of|for|and|the|on)\s+){0,2}\p{Lu}[\p{L}\p{N}’'-]+){1,4}/gu;

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

/** Names by how often they occur in different passages; those of one place alone are left out. */
function frequentNames(passages: readonly EmbeddedPassage[], titles: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const passage of passages) {
    const names = new Set(
      [...passage.text.matchAll(properName)].map(([name]) => name.replace(/[’']s$/, '')),
    );
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .filter(
      ([name, count]) => count > 1 && name.length <= longestTheme && name !== name.toUpperCase(),
    )
    .filter(([name]) => !titles.some((title) => title.includes(name)))
    .sort(
      ([left, leftCount], [right, rightCount]) =>
        rightCount - leftCount || left.length - right.length,
    )
    .map(([name]) => name);
}

function sectionNames(passages: readonly EmbeddedPassage[]): string[] {
  const sections = new Set(passages.flatMap((passage) => passage.section.slice(-1)));
  return [...sections]
    .filter((section) => section.length <= longestTheme && analyzeTerms(section).length > 1)
    .map((section) => `“${section}”`);
}

function sharesWords(left: string, right: string): boolean {
  const stems = new Set(analyzeTerms(left).map((term) => term.stem));
  return analyzeTerms(right).some((term) => stems.has(term.stem) && term.stem.length > 2);
}

async function isAnswered(
  question: string,
  theme: string,
  context: AnsweringContext,
): Promise<boolean> {
  const events = answerQuestion({ question }, context);
  for (;;) {
    const { value, done } = await events.next();
    if (!done) continue;
    if (value.outcome !== 'answered') return false;
    const quoted = new Set(
      value.citations.flatMap(({ quote }) => analyzeTerms(quote).map((term) => term.stem)),
    );
    const asked = analyzeTerms(theme);
    return asked.filter((term) => quoted.has(term.stem)).length * 2 >= asked.length;
  }
}
