/**
 * Running text again from the tokens of Natural Questions: `` `` for quotation marks, ` ,` for `,`,
 * `-- ` for a dash, ` 's` for `'s`.
 */
export const detokenize = (text: string): string =>
  text
    .replace(/``\s*/g, '“')
    .replace(/\s*''/g, '”')
    .replace(/(\d) -- (?=\d)/g, '$1–')
    .replace(/ -- /g, ' – ')
    .replace(/(?<=[\p{L}\p{N}]) - (?=[\p{L}\p{N}])/gu, '-')
    .replace(/\s+([,;:.!?)\]%])/g, '$1')
    .replace(/([([])\s+/g, '$1')
    .replace(/\s+(['’](?:s|re|ve|ll|d|m)\b)/g, '$1')
    .replace(/(\p{L}) n(['’])t\b/gu, '$1n$2t')
    .replace(/(?<=s) ['’](?=\s)/g, '’')
    .replace(/([$£€]) (?=\d)/g, '$1')
    .replace(/(?<=\p{Ll}\.)(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
