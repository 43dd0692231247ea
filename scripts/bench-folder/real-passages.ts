import type { Models } from '../../src/compose.ts';
import { composeIndexing } from '../../src/compose-indexing.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';
import type { EvaluationDocument } from '../eval/evaluation-set.ts';
import { prepareDocument } from '../eval/prepare-document.ts';
import { sampleEvenly } from '../eval/sets/read-lines.ts';
import { readScifactSet } from '../eval/sets/scifact-set.ts';
import { createProseWriter, seededRandom } from './seeded-words.ts';

export interface RealPassages {
  passages: EmbeddedPassage[];
  questions: string[];
}

/**
 * Passages with vectors of the built-in model, and questions: of SciFact's abstracts and claims, or
 * of made-up prose where no data is given.
 */
export async function embedRealPassages(
  data: string | undefined,
  counts: { passages: number; questions: number },
  { models, signal }: { models: Models; signal: AbortSignal },
): Promise<RealPassages> {
  const { documents, questions } = data ? await readScifactSet(data) : madeUp(counts.passages);
  const parts = { ...composeIndexing(models), signal };
  const passages: EmbeddedPassage[] = [];
  for (const document of documents) {
    if (passages.length >= counts.passages) break;
    passages.push(...(await prepareDocument(document, parts)).passages);
  }
  return {
    passages: passages.slice(0, counts.passages),
    questions: sampleEvenly(questions, counts.questions).map(({ question }) => question),
  };
}

function madeUp(passages: number): {
  documents: EvaluationDocument[];
  questions: { question: string }[];
} {
  const prose = createProseWriter(seededRandom(2));
  const documents = Array.from({ length: passages }, (_, number) => ({
    uri: `made-up/${number}.txt`,
    content: prose.paragraph(4),
    plain: '',
  }));
  const questions = Array.from({ length: passages }, () => ({
    question: `What is ${prose.words(6)}?`,
  }));
  return { documents, questions };
}
