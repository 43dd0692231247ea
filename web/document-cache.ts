import type { DocumentContent } from '../src/protocol.ts';
import type { ApiClient, DocumentQuery } from './api-client.ts';

/** Answers kept, so that stepping through an answer's quotes does not load them again. */
const capacity = 8;

/** The last parts of documents that were shown. A revision never changes, but which is current may. */
export class DocumentCache {
  readonly #contents = new Map<string, DocumentContent>();
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  async load(id: string, query: DocumentQuery, signal: AbortSignal): Promise<DocumentContent> {
    const key = JSON.stringify([id, query]);
    // What is current may have changed since.
    const known = query.revision === undefined ? undefined : this.#contents.get(key);
    const content = known ?? (await this.#client.fetchDocument(id, query, signal));
    // Maps keep the order of insertion: the first key is the one not used for longest.
    this.#contents.delete(key);
    this.#contents.set(key, content);
    const [oldest] = this.#contents.keys();
    if (this.#contents.size > capacity && oldest !== undefined) this.#contents.delete(oldest);
    return content;
  }
}
