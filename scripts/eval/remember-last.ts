import type { AnsweringContext } from '../../src/answering/answering-context.ts';

/**
 * A context that does a forward pass and a search once where they are asked for several times, so
 * that the passages of a question and its answer cost one. `forget` between questions.
 */
export function rememberLast(context: AnsweringContext): AnsweringContext & { forget(): void } {
  const known = new Map<string, unknown>();
  const once = <T>(key: string, work: () => T): T => {
    if (!known.has(key)) known.set(key, work());
    return known.get(key) as T;
  };
  const { store, sentenceEmbedder } = context;
  return {
    ...context,
    sentenceEmbedder: {
      ...sentenceEmbedder,
      embedQuestion: (text, signal) =>
        once(`embed ${text}`, () => sentenceEmbedder.embedQuestion(text, signal)),
    },
    store: {
      ...store,
      search: (query) => {
        const key = JSON.stringify({ ...query, vector: [...query.vector.subarray(0, 16)] });
        return once(`search ${key}`, () => store.search(query));
      },
    },
    forget: () => known.clear(),
  };
}
