import { analyzeTerms } from '../language/analyze-terms.ts';
import { answerQuestion } from './answer-question.ts';
import type { AnsweringContext } from './answering-context.ts';
import { lastAnswer } from './last-answer.ts';
import { frequentNames, sectionNames, sharesTheme } from './suggestions/theme-questions.ts';

const mostStarters = 4;
/** Candidates tried at the most; each costs one question. */
const mostTried = 14;
/** Passages read for candidates, so that a large index costs no more than a small one. */
const passagesRead = 400;

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
    if (used.some((other) => sharesTheme(other, theme))) continue;
    if (!(await isAnswered(question, theme, context))) continue;
    found.push(question);
    if (theme !== '') used.push(theme);
  }
  return found;
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
