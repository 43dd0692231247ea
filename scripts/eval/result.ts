import type { SetResult } from './measures.ts';

/** What `data/eval/result.json` holds. */
export interface EvaluationResult {
  minimumConfidence: number;
  /** For each set, what its figures depend on. */
  keys: Record<string, string>;
  /** For each set, Verbatim's figures before the last change of its key, by metric. */
  previous: Record<string, Record<string, number>>;
  sets: SetResult[];
}

/** Verbatim's figures by metric. */
export function previousValues({ rows }: SetResult): Record<string, number> {
  return Object.fromEntries(
    rows.flatMap(({ metric, values }) =>
      values.verbatim ? [[metric, values.verbatim.value]] : [],
    ),
  );
}
