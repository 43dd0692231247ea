import type { PassageFilter, PassageStore } from '../../ports.ts';

/**
 * A store in which there are no other documents than those named. It is only read: whatever would
 * change the documents fails.
 */
export function restrictStore(store: PassageStore, documents: readonly string[]): PassageStore {
  const named = new Set(documents);
  const within = <Filter extends PassageFilter>(filter: Filter): Filter => ({
    ...filter,
    documents: filter.documents?.filter((id) => named.has(id)) ?? [...named],
  });
  const refuse = async () => {
    throw new Error('The documents of one token can only be read.');
  };
  return {
    listDocuments: async () => (await store.listDocuments()).filter(({ id }) => named.has(id)),
    readDocument: async (id, revision) =>
      named.has(id) ? store.readDocument(id, revision) : undefined,
    readOriginal: async (id, revision) =>
      named.has(id) ? store.readOriginal(id, revision) : undefined,
    // Files that were left out are the operator's, and belong to none of these documents.
    listFiles: async () => [],
    search: (query) => store.search(within(query)),
    listPassages: (filter = {}) => store.listPassages(within(filter)),
    countPassages: async () => (await store.listPassages(within({}))).length,
    version: () => store.version(),
    replaceDocuments: refuse,
    publish: refuse,
    moveDocuments: refuse,
    recordFiles: refuse,
    removeDocuments: refuse,
    maintain: refuse,
    close: refuse,
  };
}
