import type { Doubt, Support, WrittenSentence } from '../../src/protocol.ts';

export interface SampleSentence {
  /** With the space or line breaks before it, and `[n]` markers. */
  text: string;
  /** Without any, the sentence is supported. */
  doubts?: Doubt[];
  /** `unsupported` where there are doubts and nothing else is said. */
  support?: Support;
}

/** The fields of an answer that a model has written. */
export function writeSentences(samples: SampleSentence[]) {
  let answer = '';
  const sentences = samples.map(({ text, doubts = [], support }): WrittenSentence => {
    const start = answer.length + (text.length - text.trimStart().length);
    answer += text;
    return {
      start,
      end: answer.length,
      support: support ?? (doubts.length > 0 ? 'unsupported' : 'supported'),
      doubts,
      citations: [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)),
    };
  });
  return { mode: 'generated' as const, answer, sentences };
}
