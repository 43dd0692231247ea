import type { OperatorNames } from './engine-types.ts';
import { applyMatrix, type Matrix } from './matrix.ts';
import type { Ruling } from './page-content.ts';

/** A filled box thinner than this, in points, is seen as a line. */
const thin = 2.5;
/** Shorter lines are parts of drawings. */
const shortest = 6;
/** A page with more lines than this is a drawing, and its lines say nothing about its text. */
const mostRulings = 20_000;
const curveOperands = [2, 2, 6, 4, 0];

/**
 * Adds the lines along an axis that one drawn path shows.
 * @param args of pdf.js's `constructPath`: how it is painted, its segments, its box
 */
export function collectRulings(
  args: readonly unknown[],
  matrix: Matrix,
  operators: OperatorNames,
  rulings: Ruling[],
): void {
  if (rulings.length >= mostRulings || args[0] === operators.endPath) return;
  const box = args[2] as ArrayLike<number> | null;
  if (!box || !Number.isFinite(box[0])) return;
  const [x0, y0] = applyMatrix(matrix, box[0]!, box[1]!);
  const [x1, y1] = applyMatrix(matrix, box[2]!, box[3]!);
  if (addRuling(rulings, x0, y0, x1, y1)) return;
  if (args[0] === operators.fill || args[0] === operators.eoFill) return;
  const segments = (args[1] as ArrayLike<number>[] | null)?.[0];
  if (segments && segments.length <= 4000) addSegments(segments, matrix, rulings);
}

/** Adds a box that is thin and long; says whether it was. */
function addRuling(rulings: Ruling[], x0: number, y0: number, x1: number, y1: number): boolean {
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (Math.min(width, height) > thin) return false;
  if (Math.max(width, height) < shortest) return true;
  const middleX = (x0 + x1) / 2;
  const middleY = (y0 + y1) / 2;
  rulings.push(
    width > height
      ? { x0: Math.min(x0, x1), y0: middleY, x1: Math.max(x0, x1), y1: middleY }
      : { x0: middleX, y0: Math.min(y0, y1), x1: middleX, y1: Math.max(y0, y1) },
  );
  return true;
}

function addSegments(segments: ArrayLike<number>, matrix: Matrix, rulings: Ruling[]): void {
  let start: [number, number] = [0, 0];
  let point: [number, number] = [0, 0];
  for (let index = 0; index < segments.length; ) {
    const kind = segments[index]!;
    const operands = curveOperands[kind];
    if (operands === undefined) return;
    const end: [number, number] =
      operands === 0
        ? start
        : applyMatrix(matrix, segments[index + operands - 1]!, segments[index + operands]!);
    if (kind === 0) start = end;
    else if (kind === 1 || kind === 4) addRuling(rulings, ...point, ...end);
    point = end;
    index += operands + 1;
  }
}
