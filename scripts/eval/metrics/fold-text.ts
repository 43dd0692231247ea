/**
 * Brings texts to a form in which they are compared: without regard to case, white space, the shape
 * of quote marks and the marks of emphasis.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[*_]/g, '')
    .replace(/[‘’‛`´]/g, "'")
    .replace(/[“”„«»]|''/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Letters and digits alone, with the place each stands at. */
export interface FoldedText {
  text: string;
  /** For each UTF-16 unit of `text`, the offset of its character in the original. */
  offsets: Uint32Array;
}

/** What is left of a text when white space, punctuation and markup are taken out. */
export function foldToLetters(original: string): FoldedText {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (const { 0: character, index } of original.matchAll(/[\p{L}\p{N}]/gu)) {
    const folded = character.toLowerCase();
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) offsets.push(index);
  }
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) };
}
