import type { Sentence } from './passage.ts';

/** The sentence as it reads: its spans' texts with the joiner between them. */
export function sentenceText(text: string, sentence: Sentence): string {
  return sentence.spans.map(({ start, end }) => text.slice(start, end)).join(sentence.joiner);
}
