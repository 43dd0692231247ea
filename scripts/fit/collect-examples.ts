import { answerFeatures, featureNames } from '../../src/answering/answer-features.ts';
import { selectSentences } from '../../src/answering/select-sentences.ts';
import type { Candidate } from '../../src/ports.ts';
import type { Range } from '../../src/protocol.ts';
import { passageFeatures } from '../../src/retrieval/rank-passages.ts';
import { type RankedSentence, sentenceFeatures } from '../../src/retrieval/rank-sentences.ts';
import {
  type Findings,
  findCandidates,
  type Retrieval,
  type Retriever,
  rank,
} from '../../src/retrieval/retrieve.ts';
import { createRandom } from '../eval/metrics/bootstrap.ts';
import { changeQuestion } from './change-question.ts';
import type { RankingExample } from './fit-listwise.ts';
import type { FitDocument, FitQuestion } from './read-squad-shifts.ts';

/** An answer with whether it is right, to fit the confidence on. */
export interface JudgedExample {
  /**
   * The question as it is, without the passages that answer it, or changed so that nothing answers
   * it.
   */
  kind: 'answerable' | 'removed' | 'changed';
  features: number[];
  /** Whether the selected sentences have the answer. */
  right: boolean;
}

/** One question as it was asked of all documents. */
export interface FitExample {
  set: string;
  passages: RankingExample;
  sentences: RankingExample;
  judged: JudgedExample[];
}

/** Every so many questions is asked; the rest would say the same more slowly. */
const everyNth = 8;
const sentencesRanked = 40;
const seed = 20_261_124;

/**
 * Asks every document's questions of all documents at once, once with the paragraph that answers and
 * once without the passages that touch it.
 */
export async function* collectExamples(
  documents: readonly FitDocument[],
  retriever: Retriever,
): AsyncGenerator<FitExample> {
  let count = 0;
  const random = createRandom(seed);
  for (const [position, { set, document, questions }] of documents.entries()) {
    const others = [document, documents[(position + 1) % documents.length]!.document];
    for (const asked of questions) {
      count += 1;
      if (count % everyNth !== 0) continue;
      const findings = await findCandidates(retriever, asked.question);
      const example = toExample(set, document.id, asked, findings);
      // Half as many: with as many the confidence is too low for questions as people ask them.
      const changed =
        (count / everyNth) % 2 === 0 &&
        changeQuestion(
          asked.question,
          others.map(({ text }) => text),
          random,
        );
      if (changed) {
        const retrieval = rank(await findCandidates(retriever, changed));
        example.judged.push(...judge('changed', changed, retrieval, () => false));
      }
      yield example;
    }
  }
}

function toExample(
  set: string,
  documentId: string,
  asked: FitQuestion,
  findings: Findings,
): FitExample {
  const { answers, paragraph } = asked;
  const holdsAnswer = (text: string) =>
    answers.some((answer) => text.toLowerCase().includes(answer.toLowerCase()));
  const isOfParagraph = (passage: Candidate['passage'], index: number) =>
    passage.documentId === documentId &&
    passage.sentences[index]!.spans.some((span) => touches(span, paragraph));
  const touchesParagraph = ({ passage }: Candidate) =>
    passage.sentences.some((_, index) => isOfParagraph(passage, index));
  const { candidates, question } = findings;
  const retrieval = rank(findings);
  const offered = retrieval.sentences.slice(0, sentencesRanked);
  const isRight = ({ passage, index, text }: RankedSentence) =>
    isOfParagraph(passage, index) && holdsAnswer(text);
  const others = candidates.filter((candidate) => !touchesParagraph(candidate));
  const withoutAnswer = rank({ ...findings, candidates: others });
  return {
    set,
    passages: {
      rows: passageFeatures(candidates, question),
      right: candidates.map(
        (candidate) => touchesParagraph(candidate) && holdsAnswer(candidate.passage.text),
      ),
    },
    sentences: {
      rows: offered.map((sentence) => sentenceFeatures(sentence)),
      right: offered.map(isRight),
    },
    judged: [
      ...judge('answerable', asked.question, retrieval, isRight),
      ...judge('removed', asked.question, withoutAnswer, () => false),
    ],
  };
}

function judge(
  kind: JudgedExample['kind'],
  question: string,
  retrieval: Retrieval,
  isRight: (sentence: RankedSentence) => boolean,
): JudgedExample[] {
  const selected = selectSentences(retrieval);
  if (selected.length === 0) return [];
  const features = answerFeatures(question, retrieval, selected);
  return [
    { kind, features: featureNames.map((name) => features[name]), right: selected.some(isRight) },
  ];
}

const touches = (left: Range, right: Range): boolean =>
  left.start < right.end && right.start < left.end;
