import { detectLanguage, isKnown } from '../../language/detect-language.ts';
import { ownTurn } from '../../own-turn.ts';
import { passageTerms } from '../../retrieval/passage-terms.ts';
import { cosine } from '../../retrieval/vector-math.ts';
import type { SentencePlace } from '../cite-sentences.ts';
import type { Decision } from '../combine-decisions.ts';
import { type DecisionContext, decideOnParts } from '../decide-on-question.ts';
import { readQuestion } from '../read-question.ts';
import { leansOnHistory } from '../standalone-question.ts';
import { inTurn, type ProposedQuestion, proposeQuestions } from './propose-questions.ts';
import {
  type PoolQuestion,
  type QuestionPool,
  type QuotedPlace,
  stemsOf,
} from './question-pool.ts';

export interface PoolOptions {
  /** Questions kept at the most. */
  mostQuestions?: number;
  /** Questions tried at the most; each costs an answer. */
  mostTried?: number;
  /** Ids of the documents to ask about; all of them without it. */
  documents?: readonly string[];
  /** Called between two tries with what the last one took, in milliseconds. */
  pause?: (milliseconds: number) => Promise<void>;
  signal?: AbortSignal | undefined;
}

/** Of a larger collection so many are asked about, spread evenly over it by title. */
const mostDocuments = 120;
/** Read at once, so that a large collection is never in memory as a whole. */
const documentsRead = 20;
/** Of one document; a book has more. */
const mostPassages = 2000;
/** Of one document, and far more than are tried. */
const mostProposed = 60;
/** A reader sees a line of a question, not a paragraph. */
const longestQuestion = 90;
/** Well above the minimum: what is suggested should not turn out to be answered by half. */
const leastConfidence = 0.3;
const aboveMinimum = 0.15;
/** Where neither the sentence nor the section is known that has to be quoted. */
const aboveForTheme = 0.1;
/** Characters of a sentence before the name that it is about. */
const aboutFrom = 30;
/** Any question, to see that a proposed one does not lean on what was said before it. */
const earlier = [{ role: 'user', content: 'Who wrote the annual report?' }] as const;

/**
 * Makes questions from the documents and keeps those that are answered, with confidence, by what they
 * were made from. Deterministic for one state of the documents.
 * Cost: a scan of the documents' passages and `mostTried` questions, one at a time.
 * @throws whatever the index throws; the signal's reason
 */
export async function buildQuestionPool(
  context: DecisionContext,
  { mostQuestions = 160, mostTried = 320, documents, pause, signal }: PoolOptions = {},
): Promise<QuestionPool> {
  const kept: KnownQuestion[] = [];
  const proposed = await proposeFrom(context, documents, signal);
  for (const proposal of proposed.slice(0, mostTried)) {
    if (kept.length >= mostQuestions) break;
    const began = performance.now();
    const question = await verify(proposal, context, signal);
    if (question) kept.push(question);
    await pause?.(performance.now() - began);
    signal?.throwIfAborted();
  }
  return withCommonness(kept);
}

type KnownQuestion = Omit<PoolQuestion, 'commonness'>;

function withCommonness(questions: readonly KnownQuestion[]): QuestionPool {
  return questions.map((question) => {
    const others = questions.filter((other) => other !== question);
    const sum = others.reduce((total, { vector }) => total + cosine(vector, question.vector), 0);
    return { ...question, commonness: sum / Math.max(1, others.length) };
  });
}

/** The proposed questions of all documents, the first of each first. */
async function proposeFrom(
  { store }: DecisionContext,
  wanted: readonly string[] | undefined,
  signal: AbortSignal | undefined,
): Promise<ProposedQuestion[]> {
  const known = (await store.listDocuments()).map(({ id }) => id);
  const ids = spread(wanted ? known.filter((id) => wanted.includes(id)) : known, mostDocuments);
  const lists: ProposedQuestion[][] = [];
  for (let at = 0; at < ids.length; at += documentsRead) {
    signal?.throwIfAborted();
    const read = ids.slice(at, at + documentsRead);
    const passages = await store.listPassages({ documents: read });
    for (const id of read) {
      await ownTurn();
      const own = passages.filter(({ documentId }) => documentId === id);
      const proposed = proposeQuestions(own.slice(0, mostPassages));
      lists.push(proposed.slice(0, mostProposed));
    }
  }
  return inTurn(lists);
}

function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]!);
}

/** The question with what answers it; undefined where it is not good enough to be suggested. */
async function verify(
  proposal: ProposedQuestion,
  context: DecisionContext,
  signal: AbortSignal | undefined,
): Promise<KnownQuestion | undefined> {
  const { text } = proposal;
  if (text.length > longestQuestion || /\p{Cc}/u.test(text)) return undefined;
  if (!isKnown(detectLanguage(text)) || leansOnHistory(text, earlier)) return undefined;
  const { parts, searched } = readQuestion(text, []);
  if (parts.length !== 1 || searched !== undefined) return undefined;
  const decision = await decideOnParts(parts, undefined, context, signal);
  const [vector] = decision.vectors ?? [];
  if (decision.outcome !== 'answered' || decision.byWordsAlone || !vector) return undefined;
  const least = Math.max(leastConfidence, context.minimumConfidence + aboveMinimum);
  const enough = proposal.theme === undefined ? least : least + aboveForTheme;
  if (decision.confidence < enough || !isProven(proposal, decision)) return undefined;
  return {
    text,
    vector,
    stems: stemsOf(text),
    places: decision.cited.map(toQuotedPlace),
    isTheme: proposal.source === undefined,
  };
}

/** Whether the quotes are what the question was made from. */
function isProven({ source, heading, theme }: ProposedQuestion, { cited }: Decision): boolean {
  if (source) {
    return cited.some(
      ({ passage, index }) => passage.id === source.passageId && index === source.index,
    );
  }
  if (heading !== undefined) return cited[0]?.passage.section.at(-1) === heading;
  // Named early in a sentence, it is what the sentence is about.
  const name = theme?.replace(/^the\s/, '') ?? '';
  return cited.some(({ passage, index }) => {
    const at = passageTerms(passage).texts[index]!.replaceAll('’', "'").indexOf(name);
    return at >= 0 && at <= aboutFrom;
  });
}

const toQuotedPlace = ({ passage, index }: SentencePlace): QuotedPlace => ({
  documentId: passage.documentId,
  ordinal: passage.ordinal,
  index,
  section: passage.section.join('\n'),
  text: passageTerms(passage).texts[index]!,
});
