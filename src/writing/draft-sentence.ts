/** Stands in a draft where the model put a citation mark; nothing else may hold this character. */
export const markPlace = '\ufffc';

/** A sentence that a model has written, complete but not yet checked. */
export interface DraftSentence {
  /** What separates it from the sentence before: nothing, a space, or one or two line breaks. */
  before: '' | ' ' | '\n' | '\n\n';
  /** Plain text, trimmed, with one `markPlace` where each group of marks was, without space before it. */
  text: string;
  /** The ids of each group, in order, as the model wrote them; some may not exist. */
  marks: number[][];
}
