import type { Observation, Observations, ObservedPassage } from '../evaluation-set.ts';
import { type Estimate, estimateMean, mean } from '../metrics/bootstrap.ts';
import { firstOccurrences } from '../metrics/ranking.ts';
import type { System } from '../systems.ts';
import { systems, systemTitles } from '../systems.ts';

/** The passages that a system found for a question, best first. */
export const passagesOf = (
  { passages }: Observations,
  { rankings }: Observation,
  system: System,
): ObservedPassage[] => rankings[system].map((index) => passages[index]!);

/** The documents that a system found for a question, each at its best passage's rank. */
export const documentsOf = (
  observed: Observations,
  question: Observation,
  system: System,
): string[] =>
  firstOccurrences(passagesOf(observed, question, system).map(({ document }) => document));

/** One estimate a system. */
export function forEachSystem(
  measure: (system: System) => readonly number[],
): Record<System, Estimate> {
  const entries = systems.map((system) => [system, estimateMean(measure(system))]);
  return Object.fromEntries(entries) as Record<System, Estimate>;
}

/** How many passages a reader may be given, 1 to 10. */
export const budgets: readonly number[] = Array.from({ length: 10 }, (_, index) => index + 1);

/** The mean of a measure for each budget of passages, one line a system. */
export function budgetLines(
  measure: (system: System, budget: number) => readonly number[],
): { name: string; points: [number, number][] }[] {
  return systems.map((system) => ({
    name: systemTitles[system],
    points: budgets.map((budget): [number, number] => [budget, mean(measure(system, budget))]),
  }));
}

/** A text as a table of failures shows it. */
export function shorten(text: string, length = 300): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
