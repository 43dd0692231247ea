import {
  type AnswerFeatures,
  answerFeatures,
  featureNames,
} from '../../src/answering/answer-features.ts';
import type { AnsweringContext } from '../../src/answering/answer-question.ts';
import { selectSentences } from '../../src/answering/select-sentences.ts';
import { sentenceFeatures } from '../../src/retrieval/rank-sentences.ts';
import { type Retrieval, retrieve } from '../../src/retrieval/retrieve.ts';
import type { RankingExample } from './fit-listwise.ts';
import type { FitGroup } from './read-squad-shifts.ts';

/** A group whose paragraphs are in the index, each as a document of its own. */
export interface IndexedGroup extends FitGroup {
  documentIds: string[];
}

export interface FitExample {
  set: string;
  /** Whether the paragraph with the answer was there to be found. */
  answerable: boolean;
  ranking: RankingExample;
  features: number[];
  /** Whether the selected sentences have the answer. */
  right: boolean;
}

/** Every so many questions is asked; the rest would say the same more slowly. */
const everyNth = 4;
const sentencesRanked = 40;

/**
 * Asks each group's questions of that group alone, once with the paragraph that answers and once
 * without it.
 */
export async function* collectExamples(
  groups: readonly IndexedGroup[],
  context: AnsweringContext,
): AsyncGenerator<FitExample> {
  let count = 0;
  for (const { set, paragraphs, documentIds } of groups) {
    for (const [index, { questions }] of paragraphs.entries()) {
      for (const { question, answers } of questions) {
        count += 1;
        if (count % everyNth !== 0) continue;
        for (const answerable of [true, false]) {
          const documents = documentIds.filter((_, other) => answerable || other !== index);
          const retrieval = await retrieve(context, question, { documents });
          if (retrieval.sentences.length === 0) continue;
          yield toExample({ set, question, answerable, answers }, retrieval);
        }
      }
    }
  }
}

function toExample(
  asked: { set: string; question: string; answerable: boolean; answers: string[] },
  retrieval: Retrieval,
): FitExample {
  const { set, question, answerable, answers } = asked;
  const holdsAnswer = (text: string) =>
    answerable && answers.some((answer) => text.toLowerCase().includes(answer.toLowerCase()));
  const offered = retrieval.sentences.slice(0, sentencesRanked);
  const selected = selectSentences(retrieval);
  const features: AnswerFeatures = answerFeatures(question, retrieval, selected);
  return {
    set,
    answerable,
    ranking: {
      rows: offered.map((sentence) => sentenceFeatures(sentence)),
      right: offered.map(({ text }) => holdsAnswer(text)),
    },
    features: featureNames.map((name) => features[name]),
    right: holdsAnswer(selected.map(({ text }) => text).join(' ')),
  };
}
