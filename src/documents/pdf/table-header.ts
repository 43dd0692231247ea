import type { Line } from './text-line.ts';

const isNumber = (cell: readonly Line[]): boolean =>
  cell.length > 0 && cell.every((line) => /^\P{L}*\p{N}\P{L}*$/u.test(line.text));

/** Whether the first row names the columns: it alone is bold, or it alone has no numbers. */
export function isHeaderRow(rows: readonly (readonly Line[][])[]): boolean {
  const [first, ...others] = rows;
  if (!first || others.length === 0) return false;
  const named = first.filter((cell) => cell.length > 0);
  if (named.length < 2 || named.some(isNumber)) return false;
  const isBold = (row: readonly Line[][]) => row.flat().every((line) => line.bold);
  if (isBold(first) && !others.every(isBold)) return true;
  const numbers = others.filter((row) => row.some(isNumber));
  return numbers.length >= others.length * 0.6;
}
