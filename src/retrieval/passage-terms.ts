import type { EmbeddedPassage, Passage } from '../passages/passage.ts';
import { analyzeTerms } from '../language/analyze-terms.ts';

/** What term matching needs to know of a passage. */
export interface PassageTerms {
  /** The text of each sentence. */
  texts: readonly string[];
  /** The stems of each sentence. */
  sentences: readonly ReadonlySet<string>[];
  /** The stems of all of them. */
  all: ReadonlySet<string>;
}

/** Passages are immutable, and the store hands out the same objects while they are in its cache. */
const analyzed = new WeakMap<EmbeddedPassage, PassageTerms>();

export function passageTerms(passage: EmbeddedPassage): PassageTerms {
  const known = analyzed.get(passage);
  if (known) return known;
  const texts = sentenceTextsOf(passage);
  const sentences = texts.map((text) => new Set(analyzeTerms(text).map((term) => term.stem)));
  const terms = { texts, sentences, all: new Set(sentences.flatMap((stems) => [...stems])) };
  analyzed.set(passage, terms);
  return terms;
}

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
