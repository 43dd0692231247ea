/** The documents that a query may find passages of. */
export interface Scope {
  ids: ReadonlySet<string>;
  /** How many passages they have. */
  passages: number;
  /** Of all passages, 0 to 1. */
  share: number;
}

/**
 * @param sizes the number of passages of each document
 * @param all their sum
 */
export function scopeOf(
  documents: readonly string[],
  sizes: ReadonlyMap<string, number>,
  all: number,
): Scope {
  const ids = new Set(documents.filter((id) => sizes.has(id)));
  let passages = 0;
  for (const id of ids) passages += sizes.get(id)!;
  return { ids, passages, share: all > 0 ? passages / all : 0 };
}
