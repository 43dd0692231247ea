import type { Estimate } from './metrics/bootstrap.ts';
import type { System } from './systems.ts';

/** A bound that the issue sets. */
export type Goal = { least: number } | { most: number };

/** One line of the table. */
export interface Row {
  metric: string;
  /** What is counted, and what counts as right. */
  definition: string;
  /** How many questions it is taken over. */
  count: number;
  values: Partial<Record<System, Estimate>>;
  /** Published figures and figures of the trial. */
  anchors?: string;
  goal?: Goal;
}

export interface Curve {
  title: string;
  x: string;
  y: string;
  lines: { name: string; points: [number, number][] }[];
  /** Draws the line on which a calibrated confidence lies. */
  diagonal?: boolean;
}

/** Where the answerable questions of a set ended. */
export interface Misses {
  right: number;
  wronglyDeclined: number;
  notSelected: number;
  notRetrieved: number;
}

export interface Failure {
  id: string;
  question: string;
  cause: keyof Omit<Misses, 'right'> | 'wronglyAnswered';
  expected: string;
  got: string;
  confidence: number;
}

export interface SetMeasures {
  rows: Row[];
  /** What was asked of what, and how. */
  notes: string[];
  curves: Curve[];
  misses?: Misses;
  failures: Failure[];
}

export interface SetResult extends SetMeasures {
  name: string;
  title: string;
  documents: number;
  questions: number;
}

export function meetsGoal({ value }: Estimate, goal: Goal): boolean {
  // What is printed decides: a figure that reads .850 has reached .85.
  const shown = Math.round(value * 1000) / 1000;
  return 'least' in goal ? shown >= goal.least : shown <= goal.most;
}
