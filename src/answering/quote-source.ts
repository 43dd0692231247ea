import type { Answer, AskRequest, DocumentSummary, SearchHit } from '../protocol.ts';
import { answerQuestion } from './answer-question.ts';
import type { AnsweringContext } from './answering-context.ts';
import { lastAnswer } from './last-answer.ts';
import { type SearchOptions, searchPassages } from './search-passages.ts';

/** The index for programs that write their own answers: its passages, and its answers in quotes. */
export interface QuoteSource {
  search(query: string, options: SearchOptions, signal?: AbortSignal): Promise<SearchHit[]>;
  answer(request: AskRequest, signal?: AbortSignal): Promise<Answer>;
  /** By title. */
  listDocuments(): Promise<DocumentSummary[]>;
}

/** @param context of an open index; it has to stay open for as long as the source is used */
export function quoteSource(context: AnsweringContext): QuoteSource {
  return {
    search: (query, options, signal) => searchPassages(query, context, signal, options),
    answer: (request, signal) =>
      lastAnswer(answerQuestion(request, { ...context, writer: undefined }, { signal })),
    listDocuments: () => context.store.listDocuments(),
  };
}
