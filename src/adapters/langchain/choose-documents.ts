import type { DocumentSummary } from '../../protocol.ts';

export interface DocumentChoice {
  /** Ids, each once. */
  chosen: string[];
  /** Names that no document has that may be searched. */
  unknown: string[];
  /** The documents that may be searched. */
  known: DocumentSummary[];
}

/** Documents by what a model calls them: ids or, in any case, titles. A pure function. */
export function chooseDocuments(
  wanted: readonly string[],
  documents: readonly DocumentSummary[],
  allowed: readonly string[] | undefined,
): DocumentChoice {
  const known = documents.filter(({ id }) => !allowed || allowed.includes(id));
  const chosen = new Set<string>();
  const unknown: string[] = [];
  for (const name of wanted) {
    const called = known.filter(({ id, title }) => id === name || isSame(title, name));
    for (const { id } of called) chosen.add(id);
    if (called.length === 0) unknown.push(name);
  }
  return { chosen: [...chosen], unknown, known };
}

const isSame = (title: string, name: string): boolean =>
  title.trim().toLowerCase() === name.trim().toLowerCase();
