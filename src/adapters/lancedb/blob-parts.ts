import type { Table } from '@lancedb/lancedb';
import { column, stringColumn } from './columns.ts';
import { quoted } from './sql.ts';

/** Bytes in one row: what is held in memory beside the value itself. */
const PART_BYTES = 2 ** 20;

/** Parts fetched by one query. */
export const PARTS_READ = 8;

/** A large value. */
export interface Blob {
  /** SHA-256 of what is in it, in hexadecimal. */
  key: string;
  bytes: Uint8Array;
}

/** A row of a table of blobs, without its bytes. */
export interface Part {
  rowId: number;
  key: string;
  part: number;
  parts: number;
  length: number;
  /** Milliseconds since 1970. */
  storedAt: number;
}

/** A row of a table of blobs. */
export interface PartRow {
  key: string;
  part: number;
  parts: number;
  length: number;
  stored_at: bigint;
  bytes: Buffer;
}

/** The last row to be written is the last part: where that is, the others are. */
export function partRows({ key, bytes }: Blob, storedAt: number): PartRow[] {
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: parts }, (_, part) => {
    const { buffer, byteOffset } = bytes;
    const start = part * PART_BYTES;
    const length = Math.min(PART_BYTES, bytes.length - start);
    const slice = Buffer.from(buffer, byteOffset + start, length);
    return { key, part, parts, length, stored_at: BigInt(storedAt), bytes: slice };
  });
}

export function wholeKeys(parts: Part[]): Set<string> {
  const seen = new Map<string, Set<number>>();
  for (const { key, part } of parts) {
    const known = seen.get(key);
    if (known) known.add(part);
    else seen.set(key, new Set([part]));
  }
  return new Set(
    parts.filter(({ key, parts }) => seen.get(key)?.size === parts).map(({ key }) => key),
  );
}

export async function listParts(table: Table, condition?: string): Promise<Part[]> {
  const query = table.query().select(['key', 'part', 'parts', 'length', 'stored_at']).withRowId();
  if (condition) query.where(condition);
  return (await query.toArrow()).batches.flatMap((batch) => {
    const rowIds = column(batch, '_rowid');
    const key = stringColumn(batch, 'key');
    const [part, parts] = [column(batch, 'part'), column(batch, 'parts')];
    const [length, storedAt] = [column(batch, 'length'), column(batch, 'stored_at')];
    return Array.from({ length: batch.numRows }, (_, row) => ({
      rowId: Number(rowIds.get(row)),
      key: key(row),
      part: part.get(row),
      parts: parts.get(row),
      length: length.get(row),
      storedAt: Number(storedAt.get(row)),
    }));
  });
}

export async function readWhole(table: Table, key: string): Promise<Uint8Array | undefined> {
  const found = await listParts(table, `key = ${quoted(key)}`);
  // A part is there twice where a run was killed between two of them, or copied by two.
  const parts = [...new Map(found.map((part) => [part.part, part])).values()];
  if (parts.length === 0 || parts.length !== parts[0]?.parts) return undefined;
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  for (const group of groupsOf(parts, PARTS_READ)) {
    for (const row of await fetchRows(table, group)) bytes.set(row.bytes, row.part * PART_BYTES);
  }
  return bytes;
}

export async function fetchRows(table: Table, parts: Part[]): Promise<PartRow[]> {
  const query = table
    .takeRowIds(parts.map(({ rowId }) => rowId))
    .select(['key', 'part', 'parts', 'length', 'stored_at', 'bytes']);
  return (await query.toArrow()).batches.flatMap((batch) => {
    const key = stringColumn(batch, 'key');
    const [part, total] = [column(batch, 'part'), column(batch, 'parts')];
    const [length, storedAt] = [column(batch, 'length'), column(batch, 'stored_at')];
    const bytes = column(batch, 'bytes');
    return Array.from({ length: batch.numRows }, (_, row) => ({
      key: key(row),
      part: part.get(row),
      parts: total.get(row),
      length: length.get(row),
      stored_at: storedAt.get(row),
      bytes: Buffer.from(bytes.get(row)),
    }));
  });
}

export function groupsOf<T>(items: T[], size: number): T[][] {
  const groups = [];
  for (let start = 0; start < items.length; start += size) {
    groups.push(items.slice(start, start + size));
  }
  return groups;
}
