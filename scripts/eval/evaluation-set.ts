import type { Outcome, Range, Turn } from '../../src/protocol.ts';
import type { SetMeasures } from './measures.ts';
import type { System } from './systems.ts';

export interface EvaluationDocument {
  /** As ingestion would name the file; its ending decides how it is read. */
  uri: string;
  content: string;
  /** What the tutorial pipeline gets: the text without the escapes that Markdown needs. */
  plain: string;
}

export interface AskedQuestion {
  id: string;
  question: string;
  history?: Turn[];
  /** URIs of documents that the question is not asked of. */
  without?: string[];
  /** Whether only the answer counts, and no ranking is kept. */
  answerOnly?: boolean;
}

/** Documents that are indexed together, the questions asked of them, and what counts as right. */
export interface EvaluationSet {
  /** Lower case; names its cached files and is what `--only` takes. */
  name: string;
  title: string;
  documents: EvaluationDocument[];
  questions: AskedQuestion[];
  measure(observed: Observations, context: MeasureContext): SetMeasures;
}

export interface MeasureContext {
  /** The default `MIN_CONFIDENCE`. */
  minimumConfidence: number;
}

/** A passage or chunk that a system found. */
export interface ObservedPassage {
  document: string;
  /** In the canonical text; of the tutorial's chunks, in the plain one. */
  ranges: Range[];
  text: string;
}

export interface ObservedQuote {
  document: string;
  ranges: Range[];
  text: string;
}

/** What was seen of one question, before anything is said about right and wrong. */
export interface Observation {
  id: string;
  outcome: Outcome;
  /** Of the answer as it would be without a threshold. */
  answered: boolean;
  confidence: number;
  quotes: ObservedQuote[];
  /** Indices into `Observations.passages`, best first. */
  rankings: Record<System, number[]>;
  /** How many of the best passages the quotes were chosen from. */
  read: number;
}

export interface Observations {
  passages: ObservedPassage[];
  questions: Observation[];
}
