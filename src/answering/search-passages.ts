import type { PassageFilter } from '../ports.ts';
import type { SearchHit } from '../protocol.ts';
import { type Retriever, retrieve } from '../retrieval/retrieve.ts';
import { citeSentences } from './cite-sentences.ts';
import { readPassageDocument } from './read-passage-document.ts';

const mostHits = 10;

export interface SearchOptions extends PassageFilter {
  /** How many passages at most; both queries together find 200. */
  most?: number | undefined;
}

/** The passages that are closest to a query, as quotes, best first. Cost: as of a question. */
export async function searchPassages(
  query: string,
  retriever: Retriever,
  signal?: AbortSignal,
  { documents, most = mostHits }: SearchOptions = {},
): Promise<SearchHit[]> {
  const { passages } = await retrieve(retriever, query, { documents }, signal);
  const best = passages[0]?.score ?? 0;
  return Promise.all(
    passages.slice(0, most).map(async ({ passage, score }): Promise<SearchHit> => {
      const places = passage.sentences.map((_, index) => ({ passage, index }));
      const { number: _, ...cited } = await citeSentences(
        places,
        1,
        readPassageDocument(retriever),
      );
      const relative = Math.exp(score - best);
      return { ...cited, score: Math.round(relative * 1000) / 1000 };
    }),
  );
}
