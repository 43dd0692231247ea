import { join } from 'node:path';
import { segmentSentences } from '../../src/passages/segment-sentences.ts';
import type { Evidence } from '../../src/writing/check-sentence.ts';
import { readJsonLines } from '../eval/sets/read-lines.ts';
import { detokenize } from './detokenize.ts';

/** A sentence that a person wrote, and the sentences that it rests on. */
export interface TrueStatement {
  id: string;
  sentence: string;
  evidence: Evidence;
  /** Looked at while the check was made; the others only when it was done. */
  developed: boolean;
}

export interface ClapnqAnswers {
  id: string;
  input: string;
  passages: { title: string; text: string }[];
  output: { answer: string; selected_sentences: string[] }[];
}

/**
 * The sentences of CLAPnq's human answers, each with the sentences that its annotator selected for
 * the whole answer. About half of the questions are kept for the last look.
 */
export async function readTrueStatements(directory: string): Promise<TrueStatement[]> {
  const lines = await readJsonLines<ClapnqAnswers>(join(directory, 'clapnq', 'answerable.jsonl'));
  return lines.flatMap(statementsOf);
}

export function statementsOf({ id, input, passages, output }: ClapnqAnswers): TrueStatement[] {
  return output.flatMap(({ answer, selected_sentences: selected }) => {
    const text = detokenize(answer);
    const sentences = selected.map(detokenize).filter((sentence) => sentence !== '');
    const evidence = { sentences, context: [passages[0]!.title], question: input };
    return segmentSentences(text).map(({ start, end }) => ({
      id,
      sentence: text.slice(start, end),
      evidence,
      developed: BigInt(id) % 2n === 0n,
    }));
  });
}
