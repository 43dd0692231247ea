import { join } from 'node:path';
import type { EvaluationDocument, EvaluationSet } from '../evaluation-set.ts';
import { textDocument } from './documents.ts';
import { type ClapnqQuestion, measureClapnq } from './measure-clapnq.ts';
import { readJsonLines } from './read-lines.ts';

interface ClapnqLine {
  id: string;
  input: string;
  passages: { title: string; text: string }[];
  output: { answer: string }[];
}

/** CLAPnq (Rosenthal et al., 2025): questions of Natural Questions that need a long answer. */
export async function readClapnqSet(directory: string): Promise<EvaluationSet> {
  const folder = join(directory, 'clapnq');
  const answerable = await readJsonLines<ClapnqLine>(join(folder, 'answerable.jsonl'));
  const unanswerable = await readJsonLines<ClapnqLine>(join(folder, 'unanswerable.jsonl'));
  const documents = new Map<string, EvaluationDocument>();
  const toQuestion = (line: ClapnqLine, isAnswerable: boolean): ClapnqQuestion => {
    const { title, text } = line.passages[0]!;
    const made = textDocument('clapnq', title, documents.size, text);
    // Two questions may go with one passage.
    const document = documents.get(made.content) ?? made;
    documents.set(made.content, document);
    return {
      id: line.id,
      question: line.input,
      answerable: isAnswerable,
      answers: line.output.map(({ answer }) => answer).filter((answer) => answer.trim() !== ''),
      passage: document.uri,
    };
  };
  const questions = [
    ...answerable.map((line) => toQuestion(line, true)),
    ...unanswerable.map((line) => toQuestion(line, false)),
  ];
  return {
    name: 'clapnq',
    title: 'CLAPnq',
    documents: [...documents.values()],
    questions: questions.map(({ id, question }) => ({ id, question })),
    measure: (observed, context) => {
      const seen = questions.map((one, index) => ({ ...one, seen: observed.questions[index]! }));
      return measureClapnq(seen, observed, context);
    },
  };
}
