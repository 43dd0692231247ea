import { LRUCache } from 'lru-cache';
import type { AnsweringContext } from '../answering/answering-context.ts';
import { restrictStore } from './access/restrict-store.ts';
import { cachedStarters } from './cached-starters.ts';
import type { Service } from './service.ts';

/** Lists of documents for which what was found is kept; portals give few different ones. */
const mostLists = 200;

/** @param sentTo see `Starters` */
export function createService(answering: AnsweringContext, sentTo: string[] = []): Service {
  const restricted = new LRUCache<string, Service>({ max: mostLists });
  const whole: Service = {
    answering,
    starters: cachedStarters(answering, sentTo),
    within(documents) {
      if (!documents) return whole;
      const list = [...new Set(documents)].sort();
      const key = JSON.stringify(list);
      const known = restricted.get(key);
      if (known) return known;
      const store = restrictStore(answering.store, list);
      const service = createService({ ...answering, store }, sentTo);
      restricted.set(key, service);
      return service;
    },
  };
  return whole;
}
