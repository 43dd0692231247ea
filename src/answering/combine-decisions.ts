import type { EmbeddedPassage } from '../passages/passage.ts';
import type { Conversation, Outcome } from '../protocol.ts';
import type { SentencePlace } from './cite-sentences.ts';

/** What was decided on a question, by place; quotes are made from it. */
export interface Decision {
  outcome: Outcome;
  conversation?: Conversation;
  confidence: number;
  cited: SentencePlace[];
  closest: SentencePlace[];
  unanswered?: string[];
  /** See `isByWordsAlone`. */
  byWordsAlone?: boolean;
  /** What was found to read, best first, for whoever writes an answer from it. */
  passages: readonly EmbeddedPassage[];
  /** Of what was searched for, by the built-in model; none where nothing was. */
  vectors?: readonly Float32Array[];
}

export const closestPassages = 3;

/**
 * One decision on a question from those on its parts: `partly` when the documents answer some of
 * them and not others. What is only talk counts for nothing beside a question.
 * @param parts at least one, in the order in which they were asked
 */
export function combineDecisions(
  parts: readonly string[],
  decisions: readonly Decision[],
): Decision {
  const all = decisions.map((decision, at): DecidedPart => ({ part: parts[at]!, decision }));
  const questions = all.filter(({ decision }) => decision.outcome !== 'conversation');
  const [first] = questions.length > 0 ? questions : all;
  return questions.length > 1 ? combineQuestions(questions) : first!.decision;
}

interface DecidedPart {
  part: string;
  decision: Decision;
}

function combineQuestions(questions: readonly DecidedPart[]): Decision {
  const answered = questions.filter(({ decision }) => decision.outcome === 'answered');
  const open = questions.filter(({ decision }) => decision.outcome !== 'answered');
  const cited = distinct(answered.flatMap(({ decision }) => decision.cited));
  const isByWords = questions.some(({ decision }) => decision.byWordsAlone);
  const vectors = questions.flatMap(({ decision }) => decision.vectors ?? []);
  const found = { vectors, ...(isByWords ? { byWordsAlone: true } : {}) };
  // What is close to a question about something else tells a reader nothing beside an answer.
  const passages = distinctPassages(inTurn(questions.map(({ decision }) => decision.passages)));
  const near = open.filter(
    ({ decision }) => answered.length === 0 || decision.outcome === 'not-answered',
  );
  const closest = distinct(inTurn(near.map(({ decision }) => decision.closest)))
    .filter((place) => !cited.some((other) => isSame(place, other)))
    .slice(0, closestPassages);
  if (answered.length === 0) return { ...mostConfident(open), closest, passages, ...found };
  const confidence = Math.min(...answered.map(({ decision }) => decision.confidence));
  if (open.length === 0) {
    return { outcome: 'answered', confidence, cited, closest: [], passages, ...found };
  }
  const unanswered = open.map(({ part }) => part);
  return { outcome: 'partly', confidence, cited, closest, unanswered, passages, ...found };
}

/** Off topic as a whole is only what is so in all its parts. */
function mostConfident(open: readonly DecidedPart[]): Decision {
  const decisions = open.map(({ decision }) => decision);
  const onTopic = decisions.filter(({ outcome }) => outcome === 'not-answered');
  const candidates = onTopic.length > 0 ? onTopic : decisions;
  return candidates.reduce((best, other) => (other.confidence > best.confidence ? other : best));
}

const isSame = (left: SentencePlace, right: SentencePlace): boolean =>
  left.passage.id === right.passage.id && left.index === right.index;

const distinct = (places: readonly SentencePlace[]): SentencePlace[] =>
  places.filter((place, at) => places.findIndex((other) => isSame(place, other)) === at);

/** Each passage once, where it comes first. */
export function distinctPassages(passages: readonly EmbeddedPassage[]): EmbeddedPassage[] {
  const seen = new Set<string>();
  return passages.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** The first of each list, then the second of each, and so on. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  ).flat();
}
