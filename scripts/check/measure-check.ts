import type { SentenceCheck } from '../../src/writing/check-sentence.ts';
import { compareWords } from '../../src/writing/check-sentence.ts';
import type { CheckSentence } from '../../src/writing/create-sentence-checker.ts';
import { type ChangeKind, changeKinds } from './change-sentence.ts';
import type { CheckPair } from './check-pairs.ts';

export interface CheckedPair extends CheckPair {
  check: SentenceCheck;
  /** Whether the words alone left it open. */
  asked: boolean;
  /** Of the comparison of words. */
  milliseconds: number;
}

/** How many pairs of a kind came out wrong. */
export interface KindResult {
  kind: CheckPair['kind'] | 'grave changes' | 'other changes';
  count: number;
  /** Changed or foreign ones that pass as supported; true ones that do not. */
  wrong: number;
  asked: number;
}

/** Changes of which at most 5 in 100 may pass; of the others 15. */
const grave: readonly ChangeKind[] = ['number', 'date', 'name', 'subject', 'country', 'negation'];

export async function checkPairs(
  pairs: readonly CheckPair[],
  checkSentence: CheckSentence,
  signal?: AbortSignal,
): Promise<CheckedPair[]> {
  const checked: CheckedPair[] = [];
  for (const pair of pairs) {
    const started = performance.now();
    const { open } = compareWords(pair.sentence, pair.evidence);
    const milliseconds = performance.now() - started;
    const check = await checkSentence(pair.sentence, pair.evidence, signal);
    checked.push({ ...pair, check, asked: open.length > 0, milliseconds });
  }
  return checked;
}

export const isWrong = ({ kind, check }: CheckedPair): boolean =>
  (kind === 'true') !== (check.support === 'supported');

export function measureKinds(checked: readonly CheckedPair[]): KindResult[] {
  const of = (kind: KindResult['kind'], kinds: readonly CheckPair['kind'][]): KindResult => {
    const pairs = checked.filter((pair) => kinds.includes(pair.kind));
    return {
      kind,
      count: pairs.length,
      wrong: pairs.filter(isWrong).length,
      asked: pairs.filter(({ asked }) => asked).length,
    };
  };
  return [
    of('true', ['true']),
    ...changeKinds.map((kind) => of(kind, [kind])),
    of('grave changes', grave),
    of(
      'other changes',
      changeKinds.filter((kind) => !grave.includes(kind)),
    ),
    of('foreign', ['foreign']),
  ];
}

/** Standard normal deviations that 95 of 100 samples lie within. */
const deviations = 1.96;

/** Bounds of a share that few cases do not push to nought (E. B. Wilson, 1927). */
export function wilsonBounds(hits: number, count: number): { low: number; high: number } {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const square = deviations ** 2;
  const middle = share + square / (2 * count);
  const reach = deviations * Math.sqrt((share * (1 - share) + square / (4 * count)) / count);
  const scale = 1 + square / count;
  return {
    low: Math.max(0, (middle - reach) / scale),
    high: Math.min(1, (middle + reach) / scale),
  };
}
