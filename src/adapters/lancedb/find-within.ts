import type { Table as ArrowTable } from 'apache-arrow';
import { column, stringColumn } from './columns.ts';
import type { Scope } from './scope.ts';
import { isOneOf } from './sql.ts';

/** A passage that a query gave, with its score or distance. */
export interface Hit {
  rowId: number;
  value: number;
}

/** Runs a query for the best rows; `where` leaves out others before it counts them. */
export type Find = (columns: string[], limit: number, where?: string) => Promise<ArrowTable>;

/**
 * A condition that names more documents than this costs more than looking through a longer list of
 * what was found anywhere: to read it and to compare it takes 310 ms for 10,000 of 20,000 documents.
 */
const NAMED_DOCUMENTS = 200;

/** Such a list would be too long where the documents have a smaller share of the passages. */
const LEAST_SHARE = 0.1;

/** How much longer the list is than would do if the documents were found as often as others. */
const MARGIN = 1.5;

/** The best hits of a query within some documents, or within all. Both ways give the same. */
export async function findWithin(
  find: Find,
  valueColumn: '_score' | '_distance',
  depth: number,
  scope: Scope | undefined,
): Promise<Hit[]> {
  if (scope === undefined) return hitsOf(await find([], depth), valueColumn);
  if (scope.ids.size > NAMED_DOCUMENTS && scope.share >= LEAST_SHARE) {
    const limit = Math.ceil((depth * MARGIN) / scope.share);
    const rows = await find(['document_id'], limit);
    const hits = hitsOf(rows, valueColumn, scope.ids);
    if (hits.length >= depth) return hits.slice(0, depth);
  }
  const where = isOneOf('document_id', [...scope.ids]);
  return hitsOf(await find([], depth, where), valueColumn);
}

/** In the order of the rows; with `ids` only those of these documents. */
function hitsOf(rows: ArrowTable, valueColumn: string, ids?: ReadonlySet<string>): Hit[] {
  return rows.batches.flatMap((batch) => {
    const rowIds = column(batch, '_rowid');
    const values = column(batch, valueColumn);
    const documentId = ids && stringColumn(batch, 'document_id');
    const hits: Hit[] = [];
    for (let row = 0; row < batch.numRows; row += 1) {
      if (documentId && !ids.has(documentId(row))) continue;
      hits.push({ rowId: Number(rowIds.get(row)), value: values.get(row) });
    }
    return hits;
  });
}

/** Row ids fit a double: 32 bits of offset under the number of a fragment. */
export function rowIdsOf(rows: ArrowTable): number[] {
  const rowIds: BigUint64Array = rows.getChild('_rowid')?.toArray() ?? new BigUint64Array();
  return Array.from(rowIds, Number);
}
