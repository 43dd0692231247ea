import type { AnsweringContext } from '../answering/answering-context.ts';
import { findStarters } from '../answering/find-starters.ts';
import type { Starters } from '../protocol.ts';
import { summarize } from './documents/summarize.ts';

/** Documents named to the chat; a collection of thousands is not listed in a greeting. */
const mostDocuments = 20;

/**
 * Finds starters once for each state of the index, also when many ask at the same time.
 * @param sentTo see `Starters`
 */
export function cachedStarters(
  context: AnsweringContext,
  sentTo: string[] = [],
): () => Promise<Starters> {
  let cached: { version: string; starters: Promise<Starters> } | undefined;
  return async function starters() {
    const version = await context.store.version();
    if (cached?.version !== version) {
      const found = find(context, sentTo);
      cached = { version, starters: found };
      found.catch(() => {
        cached = undefined;
      });
    }
    return cached.starters;
  };
}

async function find(context: AnsweringContext, sentTo: string[]): Promise<Starters> {
  const [questions, documents] = await Promise.all([
    findStarters(context),
    context.store.listDocuments(),
  ]);
  const first = documents.slice(0, mostDocuments).map(summarize);
  return { questions, documents: first, total: documents.length, sentTo };
}
