import { analyzeTerms } from '../language/analyze-terms.ts';
import { type EmbeddedPassage, headingsOf, type Passage } from '../passages/passage.ts';

/** What term matching needs to know of a passage. */
export interface PassageTerms {
  /** The text of each sentence. */
  texts: readonly string[];
  /** The stems of each sentence, in order. */
  sequences: readonly (readonly string[])[];
  /** The stems of each sentence. */
  sentences: readonly ReadonlySet<string>[];
  /** The stems of all of them, in order. */
  sequence: readonly string[];
  /** The stems of all of them. */
  all: ReadonlySet<string>;
  /** The stems of the title and the headings above. */
  headings: ReadonlySet<string>;
}

/** Passages are immutable, and the store hands out the same objects while they are in its cache. */
const analyzed = new WeakMap<EmbeddedPassage, PassageTerms>();

export function passageTerms(passage: EmbeddedPassage): PassageTerms {
  const known = analyzed.get(passage);
  if (known) return known;
  const texts = sentenceTextsOf(passage);
  const sequences = texts.map(stemsOf);
  const sequence = sequences.flat();
  const terms = {
    texts,
    sequences,
    sentences: sequences.map((stems) => new Set(stems)),
    sequence,
    all: new Set(sequence),
    headings: new Set(stemsOf(headingsOf(passage))),
  };
  analyzed.set(passage, terms);
  return terms;
}

/** What the full-text query finds a passage by: the terms of what stands above it, and its own. */
export const searchTerms = (passage: Passage): string[] => [
  ...stemsOf(headingsOf(passage)),
  ...stemsOf(passage.text),
];

const stemsOf = (text: string): string[] => analyzeTerms(text).map(({ stem }) => stem);

/** The sentences' texts, which stand in the passage's text one character apart. */
export function sentenceTextsOf(passage: Passage): string[] {
  let start = 0;
  return passage.sentences.map(({ spans, joiner }) => {
    const length =
      spans.reduce((sum, span) => sum + span.end - span.start, 0) +
      joiner.length * (spans.length - 1);
    const text = passage.text.slice(start, start + length);
    start += length + 1;
    return text;
  });
}
