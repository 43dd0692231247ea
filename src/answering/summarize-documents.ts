import type { EmbeddedPassage } from '../passages/passage.ts';
import { passageTerms } from '../retrieval/passage-terms.ts';
import { centroid, cosine } from '../retrieval/vector-math.ts';
import type { SentencePlace } from './cite-sentences.ts';

/** A heading-like or fragmentary sentence does not stand for a document. */
const shortest = 50;
const longest = 420;
/** Documents tell early what they are about. */
const leadWeight = 0.15;
/** Where a document says itself what it does, nothing stands for it better. */
const purposeWeight = 0.25;
const purpose =
  /\b(?:this|the present|our)\s+(?:\w+\s+)?(?:commentary|paper|report|article|essay|study|document|book|chapter|guide|manual|brief|memo|note|text|work|page)\b.*\b(?:seeks?|aims?|examines?|describes?|provides?|explains?|presents?|discusses|argues?|shows?|covers?|introduces|reviews?|analy[sz]es|explores?|outlines?|summari[sz]es|investigates?|offers?)\b/i;
const alike = 0.8;

interface ScoredPlace extends SentencePlace {
  score: number;
  vector: Float32Array;
}

/**
 * The sentences that best stand for documents: near the middle of what a document says, early in
 * it, or saying what it is for. In reading order within a document.
 * @param passages of the documents, by document and ordinal
 */
export function summarizeDocuments(
  passages: readonly EmbeddedPassage[],
  sentencesPerDocument: number,
): SentencePlace[] {
  const byDocument = new Map<string, EmbeddedPassage[]>();
  for (const passage of passages) {
    byDocument.set(passage.documentId, [...(byDocument.get(passage.documentId) ?? []), passage]);
  }
  return [...byDocument.values()].flatMap((own) => summarizeDocument(own, sentencesPerDocument));
}

function summarizeDocument(passages: EmbeddedPassage[], count: number): SentencePlace[] {
  const middle = centroid(passages.flatMap((passage) => passage.sentenceVectors));
  const scored = passages
    .flatMap((passage, position) =>
      passage.sentences.map((sentence, index): ScoredPlace & { fits: boolean } => {
        const text = passageTerms(passage).texts[index]!;
        const vector = passage.sentenceVectors[index]!;
        const lead = leadWeight / (1 + position);
        const stated = purpose.test(text) ? purposeWeight : 0;
        const isProse = sentence.kind === 'paragraph' && /[.!?。]["”’)]*$/.test(text);
        const fits = isProse && text.length >= shortest && text.length <= longest;
        return { passage, index, vector, fits, score: cosine(vector, middle) + lead + stated };
      }),
    )
    .sort((left, right) => Number(right.fits) - Number(left.fits) || right.score - left.score);
  const chosen: ScoredPlace[] = [];
  for (const place of scored) {
    if (chosen.length >= count) break;
    if (chosen.every((other) => cosine(other.vector, place.vector) < alike)) chosen.push(place);
  }
  return chosen
    .sort((a, b) => a.passage.ordinal - b.passage.ordinal || a.index - b.index)
    .map(({ passage, index }) => ({ passage, index }));
}
