import type { Range } from '../protocol.ts';

const fence = /^(?:`{3,}|~{3,})\s*[\w+-]*\s*$/;
const rule = /^[-*_=\s]{3,}$/;
const delimiterCell = /^:?-+:?$/;
const delimiters = /\*+|_+|~{2,}|`+|\\(?=[\\`*_{}[\]<>()#+.!|~-])/g;
/** Letters and digits beside which a sign is arithmetic or part of a name: "2*3", "snake_case". */
const operand = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/** Takes out what Markdown puts at the edges of a line; the cells of a table's row are set apart. */
export function stripBlockMarkup(text: string): string {
  const line = text.trim();
  if (fence.test(line) || rule.test(line)) return '';
  const bare = line
    .replace(/^(?:>\s?)+/, '')
    .replace(/^#{1,6}\s+(.*?)(?:\s#+)?$/, '$1')
    .replace(/^\[[ x]\]\s+/i, '');
  return /^\||\|.*\|$/.test(bare) ? joinCells(bare) : bare;
}

function joinCells(row: string): string {
  const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '' && !delimiterCell.test(cell));
  return filled.join('; ').replace(/; (?=\ufffc+(?:;|$))/g, '');
}

/**
 * Takes out the signs of emphasis and code, with or without a partner, and the backslashes before
 * signs. Signs between operands or with spaces on both sides stay.
 *
 * @param literal ranges that are left as they are, such as addresses, in order
 */
export function stripEmphasis(text: string, literal: readonly Range[]): string {
  let next = 0;
  return text.replace(delimiters, (sign: string, at: number) => {
    while (literal[next] && literal[next]!.end <= at) next += 1;
    if (literal[next] && literal[next]!.start <= at) return sign;
    return isPlainText(sign, text[at - 1], text[at + sign.length]) ? sign : '';
  });
}

function isPlainText(sign: string, left: string | undefined, right: string | undefined): boolean {
  if (sign === '\\' || sign.startsWith('~')) return false;
  if (left === undefined || right === undefined) return false;
  if (sign.startsWith('`')) return sign === '`' && operand.test(left) && operand.test(right);
  if (left === ' ' && right === ' ') return true;
  if (sign.startsWith('_')) return wordCharacter.test(left) && wordCharacter.test(right);
  const isFactor = sign === '*';
  return (
    (operand.test(left) || (isFactor && /[)\]]/.test(left))) &&
    (operand.test(right) || (isFactor && /[([]/.test(right)))
  );
}
