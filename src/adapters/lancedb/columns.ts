import type { RecordBatch, Utf8, Vector } from 'apache-arrow';

/** A column of a batch by name. Throws where a query did not select it. */
export function column(batch: RecordBatch, name: string): Vector {
  const found = batch.getChild(name);
  if (found === null) throw new Error(`The rows have no column "${name}".`);
  return found;
}

/**
 * Reads strings straight from a column's bytes: Arrow's own decoder drops a byte order mark at the
 * start of a string, which would move every offset into the text by one.
 */
export function stringColumn(batch: RecordBatch, name: string): (row: number) => string {
  const read = stringsOf(column(batch, name));
  return (row) => read(row);
}

/** Reads lists of strings. */
export function stringListColumn(batch: RecordBatch, name: string): (row: number) => string[] {
  const lists = column(batch, name);
  return (row) => {
    const list: Vector<Utf8> = lists.get(row);
    return Array.from({ length: list.length }, (_, index) => stringsOf(list)(index));
  };
}

/** Of a vector in one chunk, as the columns of a batch are. */
function stringsOf(vector: Vector<Utf8>): (row: number) => string {
  const data = vector.data[0];
  if (data === undefined) return () => '';
  const { buffer, byteOffset, byteLength } = data.values;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const offsets = data.valueOffsets;
  return (row) => bytes.toString('utf8', offsets[row], offsets[row + 1]);
}
