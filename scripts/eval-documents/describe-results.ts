import type { FileResult } from './measure-file.ts';

/** The least recall of a file, and of the median file. */
export const leastRecall = 0.93;
export const medianRecall = 0.98;

const header = [
  'file',
  'kind',
  'pages',
  'blocks',
  'recall',
  'found',
  'not in the document',
  'compared with',
  'ms',
  'refused',
];

/** A table in Markdown, and a line of each goal with what came of it. */
export function describeResults(results: readonly FileResult[]): string[] {
  const rows = results.map((result) => [
    result.file,
    result.kind,
    result.pages === 0 ? '' : `${result.pages}`,
    result.blocks === 0 ? '' : `${result.blocks}`,
    result.comparison ? result.comparison.recall.toFixed(3) : '',
    result.comparison ? result.comparison.found.toFixed(3) : '',
    result.beyond ? `${result.beyond.length}` : '',
    result.truth === 'none' ? '' : result.truth,
    result.milliseconds.toFixed(0),
    result.refused
      ? `${result.refused.reason}${result.asExpected ? '' : ' (unexpected)'}`
      : result.asExpected
        ? ''
        : 'read, but should have been refused',
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(header),
    line(header.map(() => '---')),
    ...rows.map(line),
    '',
    ...describeGoals(results),
  ];
}

function describeGoals(results: readonly FileResult[]): string[] {
  const right = results.filter(({ asExpected }) => asExpected).length;
  const recalls = results.flatMap(({ comparison }) => comparison?.recall ?? []).sort(ascending);
  const low = recalls.filter((recall) => recall < leastRecall).length;
  const beyond = results.reduce((sum, result) => sum + (result.beyond?.length ?? 0), 0);
  const uncompared = results.filter(({ refused, truth }) => !refused && truth === 'none').length;
  return [
    `Read, or refused for the right reason: ${right} of ${results.length}.`,
    `Recall in order: median ${median(recalls).toFixed(3)} (goal ${medianRecall}), ${low} of ${recalls.length} files under ${leastRecall}.`,
    `Words that are not in the document: ${beyond} (goal 0).`,
    ...(uncompared > 0
      ? [`${uncompared} files were compared with nothing: install poppler-utils and pandoc.`]
      : []),
  ];
}

/** Whether every goal is reached. */
export function meetsGoals(results: readonly FileResult[]): boolean {
  const recalls = results.flatMap(({ comparison }) => comparison?.recall ?? []).sort(ascending);
  return (
    results.every(({ asExpected, beyond = [] }) => asExpected && beyond.length === 0) &&
    recalls.every((recall) => recall >= leastRecall) &&
    median(recalls) >= medianRecall
  );
}

const ascending = (left: number, right: number): number => left - right;

function median(sorted: readonly number[]): number {
  if (sorted.length === 0) return Number.NaN;
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}
