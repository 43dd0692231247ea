import { detectLanguage, isKnown } from '../../language/detect-language.ts';
import type { Answer, AskRequest, Citation } from '../../protocol.ts';
import type { AnsweringContext } from '../answering-context.ts';
import type { SentencePlace } from '../cite-sentences.ts';
import { type Decision, distinctPassages } from '../combine-decisions.ts';
import { chooseSuggestions } from './choose-suggestions.ts';

/**
 * The answer with the questions that lead on from it; as it is where there are none, or none are known
 * yet. Waits for nothing but the store's version.
 */
export async function withSuggestions(
  answer: Answer,
  decision: Decision,
  { question, history = [], documents }: AskRequest,
  { questionPool }: Pick<AnsweringContext, 'questionPool'>,
): Promise<Answer> {
  const { outcome, byWordsAlone, searched } = answer;
  if (!questionPool || outcome === 'off-topic' || outcome === 'conversation') return answer;
  // The questions are in English, as are the documents that they are about.
  if (byWordsAlone || !isKnown(detectLanguage(question))) return answer;
  const pool = await questionPool();
  if (!pool) return answer;
  const suggestions = chooseSuggestions(pool, {
    asked: searched === undefined ? [question] : [question, searched],
    history,
    vectors: decision.vectors ?? [],
    cited: placesOf(answer.citations, decision),
    closest: placesOf(answer.closest, decision),
    documents,
  });
  return suggestions.length > 0 ? { ...answer, suggestions } : answer;
}

/** The sentences that were quoted, whoever chose them, with their vectors. */
function placesOf(
  citations: readonly Citation[],
  { passages, cited, closest }: Decision,
): SentencePlace[] {
  const chosen = [...cited, ...closest].map(({ passage }) => passage);
  return distinctPassages([...passages, ...chosen]).flatMap((passage) => {
    const quoted = citations
      .filter(({ document }) => document.id === passage.documentId)
      .flatMap(({ spans }) => spans);
    return passage.sentences.flatMap(({ spans: [first] }, index) => {
      const isQuoted = quoted.some(({ start, end }) => first!.start >= start && first!.end <= end);
      return isQuoted ? [{ passage, index }] : [];
    });
  });
}
