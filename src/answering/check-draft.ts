import { analyzeTerms } from '../language/analyze-terms.ts';
import type { Doubt, Support } from '../protocol.ts';
import { sentenceTextsOf } from '../retrieval/passage-terms.ts';
import { asserts } from '../writing/asserts.ts';
import type { SentenceCheck } from '../writing/check-sentence.ts';
import { cleanSentence } from '../writing/clean-sentence.ts';
import type { CheckSentence } from '../writing/create-sentence-checker.ts';
import { type DraftSentence, markPlace } from '../writing/draft-sentence.ts';
import { keepQuotations } from '../writing/keep-quotations.ts';
import type { SentencePlace } from './cite-sentences.ts';
import type { Sources } from './number-sources.ts';

/** A draft with its marks resolved and its words compared with what they point at. */
export interface CheckedDraft {
  before: DraftSentence['before'];
  /** As of `DraftSentence`. */
  text: string;
  /** The sentences of each group of marks that exist; empty where none does. */
  groups: SentencePlace[][];
  support: Support;
  doubts: Doubt[];
}

export interface CheckContext {
  sources: Sources;
  /** As it was asked and as it was searched. */
  question: string;
  /** What of it is the user's own: names and numbers may come from there. */
  asked: string;
  check: CheckSentence;
  signal?: AbortSignal | undefined;
}

/** Before an entry of a numbered list; no number that its quotes have to hold. */
const entryNumber = /^\s*\d{1,3}\. (?=.*\p{L})/u;

/** Nothing can support a question or a demand. */
const statesNothing: SentenceCheck = {
  support: 'unsupported',
  doubts: ['meaning'],
};

/** "Yes." may rest on a sentence, but nobody can compare the two. */
const orBare = (plain: string, check: SentenceCheck): SentenceCheck =>
  check.support === 'supported' && analyzeTerms(plain).length === 0
    ? { support: 'partly', doubts: ['meaning'] }
    : check;

/**
 * Cleans a sentence and checks it against the sentences that it cites. Cost: under 1 ms; where it has
 * words of its own, a forward pass for each of them and those that they may stand for, once.
 */
export async function checkDraft(
  draft: DraftSentence,
  { sources, question, asked, check, signal }: CheckContext,
): Promise<CheckedDraft> {
  const groups = draft.marks.map((ids) => ids.flatMap((id) => sources.places.get(id) ?? []));
  const cited = [...new Set(groups.flat())];
  const passages = [...new Set(cited.map(({ passage }) => passage))];
  // What states nothing names nothing either: an instruction must not vouch for itself.
  const stated = passages.map((passage) => sources.stated.get(passage) ?? []);
  const passageTexts = stated.map((sentences) => sentences.join(' '));
  const cleaned = cleanSentence(draft, passageTexts);
  const text = keepQuotations(cleaned.draft.text, passageTexts);
  const evidence = {
    sentences: cited.map(({ passage, index }) => sentenceTextsOf(passage)[index]!),
    context: passages.flatMap(({ title, section }, at) => [title, ...section, ...stated[at]!]),
    question: asked,
  };
  const plain = text.replaceAll(markPlace, '').replace(entryNumber, '');
  const { support, doubts } = asserts(plain, question)
    ? orBare(plain, await check(plain, evidence, signal))
    : statesNothing;
  const { before } = draft;
  if (!cleaned.removedLink) return { before, text, groups, support, doubts };
  return { before, text, groups, support: 'unsupported', doubts: ['link', ...doubts] };
}
