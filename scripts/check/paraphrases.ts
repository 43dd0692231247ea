import type { Doubt } from '../../src/protocol.ts';
import { readJsonLines } from '../eval/sets/read-lines.ts';
import type { CheckPair } from './check-pairs.ts';

/** Sentences written for this project on evidence written for it. */
export interface Paraphrases {
  question: string;
  context: string[];
  evidence: string[];
  /** What the evidence says, in other words. */
  says: string[];
  /** What it does not say, with the doubt that has to be found; null for what cannot be told by words. */
  differs: { sentence: string; doubt: Doubt | null }[];
}

export const readParaphrases = (path: string): Promise<Paraphrases[]> => readJsonLines(path);

/** The true ones as pairs. */
export const truePairs = (all: readonly Paraphrases[]): CheckPair[] =>
  all.flatMap(({ says, evidence, context, question }) =>
    says.map((sentence) => ({
      kind: 'true' as const,
      sentence,
      original: sentence,
      evidence: { sentences: evidence, context, question },
    })),
  );
