import { analyzeTerms } from '../../language/analyze-terms.ts';

/** A sentence that is quoted for a question, and where it stands. */
export interface QuotedPlace {
  documentId: string;
  /** Of the passage within its document. */
  ordinal: number;
  /** Of the sentence within its passage. */
  index: number;
  /** Headings above it, as one text. */
  section: string;
  text: string;
}

/** A question that the documents are known to answer. */
export interface PoolQuestion {
  text: string;
  /** Of what is looked up for it; unit length, of the built-in model. */
  vector: Float32Array;
  stems: ReadonlySet<string>;
  /** What is quoted for it, best first; at least one. */
  places: readonly QuotedPlace[];
  /** Mean cosine with the other questions: high where it is near to anything that is asked. */
  commonness: number;
  /** "What is said about …?", which is asked where there is nothing better. */
  isTheme: boolean;
}

/** What is known to be answered of one state of the documents. About 2 KB a question. */
export type QuestionPool = readonly PoolQuestion[];

export const placeKey = ({
  documentId,
  ordinal,
  index,
}: Pick<QuotedPlace, 'documentId' | 'ordinal' | 'index'>): string =>
  `${documentId}/${ordinal}#${index}`;

export const stemsOf = (text: string): Set<string> =>
  new Set(analyzeTerms(text).map(({ stem }) => stem));
