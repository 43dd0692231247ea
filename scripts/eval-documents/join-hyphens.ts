import { foldWords } from './fold-words.ts';

/** A word that a line ends in the middle of, and how it goes on. */
const cutWord = /([\p{L}\p{M}]+)[-\u2010\u00ad][ \t]*\r?\n\s*([\p{L}\p{M}]+)/gu;

/**
 * Undoes the hyphens at the ends of an extractor's lines. Whether such a hyphen is a word's own
 * cannot be known from the text, so it is taken to be one only where the other text does not have
 * the whole word.
 */
export function joinHyphens(text: string, other: ReadonlySet<string>): string {
  return text.replace(cutWord, (_, first: string, second: string) => {
    const [joined = ''] = foldWords(first + second);
    return other.has(joined) ? first + second : `${first}-${second}`;
  });
}
