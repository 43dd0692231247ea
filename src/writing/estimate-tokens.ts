/** Characters of English prose a token, as tokenizers of today have it; code and names have fewer. */
const charactersPerToken = 4;
/** A character of these is a token or more. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** About how many tokens a model makes of a text; for budgets, where a tenth more or less is no matter. */
export function estimateTokens(text: string): number {
  const denseCharacters = text.match(dense)?.length ?? 0;
  return denseCharacters + Math.ceil((text.length - denseCharacters) / charactersPerToken);
}
