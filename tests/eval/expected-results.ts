import type { SetResult } from '../../scripts/eval/measures.ts';

/** What the samples gave when the floors were set. */
export interface ExpectedResults {
  /** For each set, the least that its metrics may be. */
  floors: Record<string, Record<string, number>>;
  /** For each set, the ids of the questions that failed. */
  failing: Record<string, string[]>;
}

/** How far a figure may fall before the build fails: one question, or this where one weighs less. */
const margin = 0.02;

/** Floors a little under what is measured, for every metric that has a goal to be above. */
export function expectFrom(results: readonly SetResult[]): ExpectedResults {
  const floorsOf = ({ rows }: SetResult) =>
    rows.flatMap(({ metric, goal, count, values }) => {
      if (!goal || !('least' in goal) || !values.verbatim) return [];
      const floor = values.verbatim.value - Math.max(margin, 1 / count);
      return [[metric, Math.max(0, Math.floor(floor * 1000) / 1000)] as const];
    });
  return {
    floors: Object.fromEntries(
      results.map((result) => [result.name, Object.fromEntries(floorsOf(result))]),
    ),
    failing: Object.fromEntries(
      results.map(({ name, failures }) => [name, failures.map(({ id }) => id)]),
    ),
  };
}

/** The questions that fail and did not when the floors were set, and those that no longer do. */
export function describeChanges(
  { name, failures }: SetResult,
  { failing }: ExpectedResults,
): string {
  const before = new Set(failing[name]);
  const now = new Set(failures.map(({ id }) => id));
  const worse = failures.filter(({ id }) => !before.has(id));
  const better = [...before].filter((id) => !now.has(id));
  return [
    `${name}: ${worse.length} questions fail that did not:`,
    ...worse.map(
      ({ id, question, cause, expected, got }) =>
        `  ${id} ${cause}: ${question}\n    expected: ${expected}\n    got: ${got}`,
    ),
    `and ${better.length} no longer fail: ${better.join(', ')}`,
  ].join('\n');
}
