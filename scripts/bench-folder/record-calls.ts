import type { SentenceEmbedder } from '../../src/ports.ts';

/** An embedder that remembers what it was asked, so that the same can be asked of it again, alone. */
export interface RecordedEmbedder {
  embedder: SentenceEmbedder;
  /** UTF-16 units of the passages. */
  characters(): number;
  /** Milliseconds that the same calls take with nothing beside or between them. */
  replay(): Promise<number>;
}

export function recordCalls(embedder: SentenceEmbedder): RecordedEmbedder {
  let characters = 0;
  const calls: (() => Promise<unknown>)[] = [];
  const recorded: SentenceEmbedder = {
    id: embedder.id,
    dimension: embedder.dimension,
    countTokens: (text) => embedder.countTokens(text),
    embedTexts: (texts, signal) => embedder.embedTexts(texts, signal),
    embedQuestion: (text, signal) => {
      calls.push(() => embedder.embedQuestion(text));
      return embedder.embedQuestion(text, signal);
    },
    embedPassage: (sentences, signal) => {
      characters += sentences.reduce((sum, { length }) => sum + length + 1, -1);
      calls.push(() => embedder.embedPassage(sentences));
      return embedder.embedPassage(sentences, signal);
    },
  };
  return {
    embedder: recorded,
    characters: () => characters,
    async replay() {
      const started = performance.now();
      for (const call of calls) await call();
      return performance.now() - started;
    },
  };
}
