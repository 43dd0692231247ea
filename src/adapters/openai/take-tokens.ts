/**
 * How much of a token a letter is at least, so that a reply that keeps to its limit is never cut.
 * Tokens have 4 letters on average in English and fewer in other alphabets; 8 leaves room for long
 * words. East Asian scripts have 1 to 2 letters a token.
 */
const LEAST_OF_LETTER = 1 / 8;
const LEAST_OF_WIDE_LETTER = 1 / 2;
const FIRST_WIDE_LETTER = '\u2e80';

/**
 * The beginning of a text that may have no more than so many tokens by the lowest estimate, and its
 * tokens; more than `most` where something was left out. Never ends in the middle of a code point.
 */
export function takeTokens(text: string, most: number): { taken: string; tokens: number } {
  let tokens = 0;
  let end = 0;
  for (const letter of text) {
    tokens += letter < FIRST_WIDE_LETTER ? LEAST_OF_LETTER : LEAST_OF_WIDE_LETTER;
    if (tokens > most) break;
    end += letter.length;
  }
  return { taken: text.slice(0, end), tokens };
}
