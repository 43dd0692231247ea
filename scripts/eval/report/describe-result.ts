import { type Goal, meetsGoal, type Row } from '../measures.ts';
import type { EvaluationResult } from '../result.ts';
import { systems } from '../systems.ts';

/** `.826`, `1.000` or, above 10, `412`. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 10) return value.toFixed(0);
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

export const bounds = ({ low, high }: { low: number; high: number }): string =>
  `${figure(low)}–${figure(high)}`;

export const goalText = (goal: Goal | undefined): string =>
  goal ? ('least' in goal ? `≥ ${figure(goal.least)}` : `≤ ${figure(goal.most)}`) : '';

export function verdict({ values, goal }: Row): '' | 'reached' | 'missed' {
  if (!goal || !values.verbatim) return '';
  return meetsGoal(values.verbatim, goal) ? 'reached' : 'missed';
}

const header = [
  'metric',
  'Verbatim',
  '95 %',
  'previous',
  'goal',
  '',
  'hybrid',
  'BM25',
  'tutorial',
  'published, trial',
];

/** The table for a terminal, one block a set. */
export function describeResult({ sets, previous }: EvaluationResult): string[] {
  const blocks = sets.map(({ name, title, documents, questions, rows }) => ({
    title: `${title}: ${documents} documents, ${questions} questions`,
    rows: rows.map((row) => cellsOf(row, previous[name])),
  }));
  const all = [header, ...blocks.flatMap((block) => block.rows)];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const isText = column === 0 || column === cells.length - 1;
        return isText ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
      })
      .join('  ')
      .trimEnd();
  return blocks.flatMap((block) => ['', block.title, line(header), ...block.rows.map(line)]);
}

function cellsOf(row: Row, previous: Record<string, number> | undefined): string[] {
  const { metric, values, goal, anchors = '' } = row;
  const [, ...baselines] = systems;
  return [
    metric,
    figure(values.verbatim?.value),
    values.verbatim ? bounds(values.verbatim) : '',
    figure(previous?.[metric]),
    goalText(goal),
    verdict(row),
    ...baselines.map((system) => figure(values[system]?.value)),
    anchors,
  ];
}
