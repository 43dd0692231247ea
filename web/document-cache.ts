import type { CitedDocument, DocumentContent } from '../src/protocol.ts';
import type { ApiClient } from './api-client.ts';

/** Documents kept, so that stepping through an answer's quotes does not load them again. */
const capacity = 4;

/** The last documents that were opened. A revision never changes, but whether it is current may. */
export class DocumentCache {
  readonly #contents = new Map<string, DocumentContent>();
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  async load({ id, revision }: CitedDocument, signal: AbortSignal): Promise<DocumentContent> {
    const key = `${revision} ${id}`;
    const known = this.#contents.get(key);
    const content = known ?? (await this.#client.fetchDocument(id, revision, signal));
    // Maps keep the order of insertion: the first key is the one not used for longest.
    this.#contents.delete(key);
    this.#contents.set(key, content);
    const [oldest] = this.#contents.keys();
    if (this.#contents.size > capacity && oldest !== undefined) this.#contents.delete(oldest);
    return content;
  }
}
