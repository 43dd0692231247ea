import type { Line } from './text-line.ts';

/** Lines farther apart than this share of the type size have an empty one between them. */
const emptyLine = 1.9;
const codeLike = /[{}<>=;#$\\|]|--|\(\)|^\s*(?:\/\/|\*)/;

/**
 * The lines of a listing with their indentation, or undefined where they are not one: all in type
 * of one width, several of them at the left edge, and indented or with the signs that code has.
 */
export function readCode(lines: readonly Line[]): string | undefined {
  if (lines.length < 2 || !lines.every((line) => line.mono)) return undefined;
  const left = Math.min(...lines.map((line) => line.x0));
  const flush = lines.filter((line) => line.x0 < left + 1).length;
  if (flush < Math.min(2, lines.length - 1)) return undefined;
  const indented = lines.some((line) => line.x0 > left + line.size);
  const signs = lines.filter((line) => codeLike.test(line.text)).length;
  if (!indented && signs < lines.length * 0.2) return undefined;
  const width = characterWidth(lines);
  return lines
    .map((line, index) => {
      const above = lines[index - 1];
      const empty = above && line.baseline - above.baseline > line.size * emptyLine ? '\n' : '';
      return empty + layOut(line, left, width);
    })
    .join('\n');
}

function characterWidth(lines: readonly Line[]): number {
  const widths = lines
    .flatMap((line) => line.fragments)
    .map((fragment) => {
      const length = fragment.pieces.reduce((sum, piece) => sum + piece.text.length, 0);
      return (fragment.x1 - fragment.x0) / Math.max(1, length);
    })
    .sort((left, right) => left - right);
  return widths[Math.floor(widths.length / 2)] || 1;
}

/** Puts each fragment at its column. */
function layOut(line: Line, left: number, width: number): string {
  let text = '';
  for (const fragment of line.fragments) {
    const column = Math.min(200, Math.max(0, Math.round((fragment.x0 - left) / width)));
    const gap = text === '' ? column : Math.max(1, column - text.length);
    text += ' '.repeat(gap) + fragment.pieces.map((piece) => piece.text).join('');
  }
  return text;
}
