/**
 * Text as Markdown that reads as that text and does nothing: no markup, link, image, tag, formula or
 * address that a client would make clickable. Lines stay lines; white space at their start goes.
 * Brackets that make nothing stay as they are, since clients that set formulas take `\[` for one.
 * @param before what stands before the text, for what it could make together with it
 */
export function escapeMarkdown(text: string, before = '\n'): string {
  const lines = text.replace(/\r\n?/g, '\n');
  const pieces = lines.split(bareAddress);
  const inert = pieces.map((piece, index) => {
    const behind = index === 0 ? before.slice(-1) : '`';
    return index % 2 === 0 ? escapePiece(piece, behind) : codeSpan(piece);
  });
  return inert.join('');
}

/**
 * What clients make a link of without any markup, as GitHub's flavour of Markdown has it: some find
 * it in the finished text, where no escape is left, but none in code. Without a backtick, and without
 * brackets, since a label and a colon make a definition of a line before code is looked for.
 */
const bareAddress =
  /((?:https?|ftp):\/\/[!-Z^_a-~]*|www\.[!-Z^_a-~]*|(?<![\w.+-])[\w.+-]+@[\w-]*\.[\w.@+-]*)/i;

function codeSpan(address: string): string {
  const end = address.search(/[.,;:!?'")\]}]*$/);
  return `\`${address.slice(0, end)}\`${escapePiece(address.slice(end), '`')}`;
}

const inlineMarks = /[\\`*_~|$]/g;
/** What would make a link, a note or a definition of the bracket before it. */
const afterBracket = /(?<=\])[([:]|(?<=\[)\^/g;
const outerSpace = /(?<=\n)[ \t]+|[ \t]+(?=\n)/g;
const blockMark = /(?<=\n)(?:(?=[#+\-=>:])|(\d{1,9})(?=[.)]))/g;

function escapePiece(piece: string, behind: string): string {
  // Any letter; white space would go with that before a line's end.
  const context = /[\n[\]]/.test(behind) ? behind : 'x';
  return (context + piece)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(inlineMarks, '\\$&')
    .replace(afterBracket, '\\$&')
    .replace(outerSpace, '')
    .replace(blockMark, '$1\\')
    .slice(1);
}
