import type { AskedQuestion, EvaluationSet } from './evaluation-set.ts';
import { readChromaSet } from './sets/chroma-set.ts';
import { readClapnqSet } from './sets/clapnq-set.ts';
import { readOwnSet } from './sets/own-set.ts';
import { sampleEvenly } from './sets/read-lines.ts';
import { readScifactSet } from './sets/scifact-set.ts';
import { readSquadSet } from './sets/squad-set.ts';

/** In the order of the report. */
export const setNames: readonly string[] = ['own', 'scifact', 'chroma', 'squad', 'clapnq'];

/** Of each other set, how many questions are asked of SQuAD's index. */
const foreignPerSet = 150;

export interface ReadSetsOptions {
  /** The folder of the public sets; without it there are only the project's own questions. */
  directory: string | undefined;
  /** Names of the sets wanted; all that there are without it. */
  only?: readonly string[] | undefined;
}

export async function readSets({ directory, only }: ReadSetsOptions): Promise<EvaluationSet[]> {
  const isWanted = ({ name }: EvaluationSet) => !only || only.includes(name);
  const own = await readOwnSet();
  if (directory === undefined) return [own].filter(isWanted);
  const scifact = await readScifactSet(directory);
  const chroma = await readChromaSet(directory);
  const clapnq = await readClapnqSet(directory);
  const foreign = [scifact, chroma, clapnq].flatMap(({ questions }): AskedQuestion[] =>
    sampleEvenly(questions, foreignPerSet),
  );
  const squad = await readSquadSet(directory, foreign);
  return [own, scifact, chroma, squad, clapnq].filter(isWanted);
}
