import { type EmbeddedPassage, isSameSection } from '../passages/passage.ts';
import { sentenceTextsOf } from '../retrieval/passage-terms.ts';
import { asserts } from '../writing/asserts.ts';
import { estimateTokens } from '../writing/estimate-tokens.ts';
import type { SentencePlace } from './cite-sentences.ts';

/** A line of what the model is given to read. */
export interface SourceLine {
  /** By which the model can cite it, from 1; undefined for what states nothing (see `asserts`). */
  id: number | undefined;
  text: string;
}

/** Consecutive sentences of one section of a document. */
export interface SourceGroup {
  title: string;
  section: readonly string[];
  lines: SourceLine[];
}

export interface Sources {
  groups: SourceGroup[];
  /** What each id stands for. */
  places: ReadonlyMap<number, SentencePlace>;
  /** The sentences of each passage that have an id. */
  stated: ReadonlyMap<EmbeddedPassage, readonly string[]>;
}

/**
 * Numbers the sentences that a model may cite: as many of the passages, best first, as fit, at least
 * one; documents in the order of their best passage, and each in reading order.
 * @param question to which they are sources
 */
export function numberSources(
  passages: readonly EmbeddedPassage[],
  question: string,
  mostTokens: number,
): Sources {
  const groups: SourceGroup[] = [];
  const places = new Map<number, SentencePlace>();
  const stated = new Map<EmbeddedPassage, readonly string[]>();
  let previous: EmbeddedPassage | undefined;
  for (const passage of inReadingOrder(fitting(passages, mostTokens))) {
    const lines = sentenceTextsOf(passage).map((text, index): SourceLine => {
      if (!asserts(text, question)) return { id: undefined, text };
      const id = places.size + 1;
      places.set(id, { passage, index });
      return { id, text };
    });
    stated.set(passage, textsWithId(lines));
    const group = groups.at(-1);
    if (group && previous && continues(previous, passage)) group.lines.push(...lines);
    else groups.push({ title: passage.title, section: passage.section, lines });
    previous = passage;
  }
  return { groups, places, stated };
}

const textsWithId = (lines: readonly SourceLine[]): string[] =>
  lines.filter(({ id }) => id !== undefined).map(({ text }) => text);

function fitting(passages: readonly EmbeddedPassage[], mostTokens: number): EmbeddedPassage[] {
  let tokens = 0;
  const fit = passages.filter(({ text }) => {
    const own = estimateTokens(text);
    const fits = tokens + own <= mostTokens;
    if (fits) tokens += own;
    return fits;
  });
  return fit.length > 0 ? fit : passages.slice(0, 1);
}

function inReadingOrder(passages: readonly EmbeddedPassage[]): EmbeddedPassage[] {
  const documents = [...new Set(passages.map(({ documentId }) => documentId))];
  return documents.flatMap((id) =>
    passages
      .filter(({ documentId }) => documentId === id)
      .sort((left, right) => left.ordinal - right.ordinal),
  );
}

const continues = (before: EmbeddedPassage, after: EmbeddedPassage): boolean =>
  before.documentId === after.documentId &&
  before.ordinal + 1 === after.ordinal &&
  isSameSection(before, after);
