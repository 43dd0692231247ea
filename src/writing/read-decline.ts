/** What a sentence says of the sources having no answer, if it does. */
export interface Decline {
  /** The part of the question, by number from 1; undefined for the whole of it. */
  part: number | undefined;
  /** Whether by the fixed mark. */
  byMark: boolean;
}

/**
 * Reads whether a sentence declines, by the fixed mark or, as models do that don't keep to it, in
 * words: "The sources do not mention this."
 * @param mark as the model was told to write it
 * @param cites whether the sentence cites something; then its words are a statement
 */
export function readDecline(sentence: string, mark: string, cites: boolean): Decline | undefined {
  const at = sentence.toUpperCase().indexOf(mark);
  if (at >= 0) {
    const behind = /^\W{0,3}(\d{1,2})\b/.exec(sentence.slice(at + mark.length))?.[1];
    const number = behind ?? /(?:\bpart\s+|^)(\d{1,2})\W{1,5}$/i.exec(sentence.slice(0, at))?.[1];
    return { part: number === undefined ? undefined : Number(number), byMark: true };
  }
  return !cites && declinesInWords.test(sentence) ? { part: undefined, byMark: false } : undefined;
}

const sources =
  '(?:sentences?|sources?|documents?|passages?|texts?|context|information|excerpts?|material|commentary|article)';
const no = String.raw`(?:do(?:es)?\s+not|don['’]t|doesn['’]t|did\s+not|didn['’]t|cannot|can['’]t|can\s+not)`;
const declinesInWords = new RegExp(
  [
    String.raw`\b${sources}\b[^.]{0,60}\b${no}\s+(?:\w+\s+)?(?:answer|say|mention|contain|provide|include|specify|state|address|discuss|give|cover|tell|explain|describe|have)\b`,
    String.raw`\b(?:no|any)\s+(?:\w+\s+)?(?:answer|information|mention)\b[^.]{0,60}\b(?:in|from|about)\b`,
    String.raw`\bI\s+${no}\s+(?:\w+\s+)?(?:know|find|answer|have|see|provide|determine)\b`,
    String.raw`\bI(?:['’]m|\s+am)\s+(?:sorry|unable|not\s+able)\b`,
    String.raw`\b(?:is|are)\s+not\s+(?:\w+\s+)?(?:mentioned|answered|stated|specified|provided|discussed|addressed|covered)\b`,
    String.raw`\bunable\s+to\s+(?:answer|find|determine)\b`,
  ].join('|'),
  'i',
);
