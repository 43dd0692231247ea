/**
 * What decides how documents become passages. Part of the index's fingerprint: raise `version` when
 * the code that reads, segments or packs changes what comes out.
 */
export const passageSettings = {
  version: 1,
  /** UTF-16 units. 600 gave the best overlap with human evidence; 400 and 1,000 gave less. */
  maximumCharacters: 600,
  /** The built-in model was trained on 256 tokens, two of which mark the ends. */
  maximumTokens: 254,
} as const;
