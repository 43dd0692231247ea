import { join } from 'node:path';
import type { AskedQuestion, EvaluationSet } from '../evaluation-set.ts';
import { textDocument } from './documents.ts';
import { measureSquad } from './measure-squad.ts';
import { readJsonLines, sampleEvenly } from './read-lines.ts';
import type { SquadQuestion } from './squad-question.ts';

interface ParagraphLine {
  title: string;
  paragraph: number;
  context: string;
  questions: { id: string; question: string; answerable: boolean; answers: string[] }[];
}

/** Questions whose own paragraph is taken out, to see what a harmless gap does. */
const takenOut = 600;

/**
 * SQuAD 2.0 (Rajpurkar et al., 2018), open: each paragraph a document, each question asked of all.
 * @param foreign questions of other sets, which no paragraph is meant to answer
 */
export async function readSquadSet(
  directory: string,
  foreign: readonly AskedQuestion[],
): Promise<EvaluationSet> {
  const lines = await readJsonLines<ParagraphLine>(join(directory, 'squad2', 'dev-a.jsonl'));
  const documents = lines.map(({ title, paragraph, context }) =>
    textDocument('squad', title, paragraph, context),
  );
  const questions = lines.flatMap((line, index) =>
    line.questions.map((one): SquadQuestion => ({ ...one, paragraph: documents[index]!.uri })),
  );
  const removed = sampleEvenly(
    questions.filter(({ answerable }) => answerable),
    takenOut,
  );
  return {
    name: 'squad',
    title: 'SQuAD 2.0',
    documents,
    questions: [
      ...questions.map(({ id, question }) => ({ id, question })),
      ...removed.map(({ id, question, paragraph }) => ({
        id: `without:${id}`,
        question,
        without: [paragraph],
        answerOnly: true,
      })),
      ...foreign.map((one) => ({ ...one, id: `foreign:${one.id}`, answerOnly: true })),
    ],
    measure: (observed, context) => {
      const seen = questions.map((one, index) => ({ ...one, seen: observed.questions[index]! }));
      const rest = observed.questions.slice(questions.length);
      const groups = {
        seen,
        removed: removed.map((one, index) => ({ ...one, seen: rest[index]! })),
        foreign: rest.slice(removed.length),
      };
      return measureSquad(groups, observed, context);
    },
  };
}
