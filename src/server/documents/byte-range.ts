import type { Range } from '../../protocol.ts';

/**
 * The one range of bytes that a header `Range` asks for (RFC 9110, 14.1.2), the end exclusive.
 * Undefined where everything is to be sent: without a header, for other units, and for several
 * ranges, which a server need not serve. Null where nothing of it is there.
 */
export function readByteRange(
  header: string | undefined,
  length: number,
): Range | null | undefined {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const start = Math.max(0, length - Number(last));
    return start < length ? { start, end: length } : null;
  }
  if (last !== '' && Number(last) < Number(first)) return undefined;
  const end = last === '' ? length : Math.min(Number(last) + 1, length);
  return Number(first) < length ? { start: Number(first), end } : null;
}
