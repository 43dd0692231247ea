import type { FootnoteReference, PhrasingContent } from 'mdast';

/** A superscript that may be a note's mark; kept apart until the document's notes are known. */
export interface InlinePiece {
  text: string;
  superscript?: boolean;
}

const openingSuperscript = /^<sup[\s>]/i;
const closingSuperscript = /^<\/sup\s*>/i;
const openingInvisible = /^<(script|style|template)[\s>]/i;
const lineBreak = /^<br\s*\/?>/i;

/** What a reader sees of inline Markdown: no emphasis, no link targets, no images, no tags. */
export function readInline(nodes: readonly PhrasingContent[]): InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let superscript = false;
  let invisibleUntil: RegExp | undefined;

  const add = (text: string) => {
    if (invisibleUntil) return;
    const last = pieces.at(-1);
    if (last && !superscript && !last.superscript) last.text += text;
    else if (last && superscript && last.superscript) last.text += text;
    else pieces.push(superscript ? { text, superscript } : { text });
  };
  const addHtml = (tag: string) => {
    if (invisibleUntil) {
      if (invisibleUntil.test(tag)) invisibleUntil = undefined;
    } else if (lineBreak.test(tag)) add('\n');
    else if (openingSuperscript.test(tag)) superscript = true;
    else if (closingSuperscript.test(tag)) superscript = false;
    else {
      const element = openingInvisible.exec(tag)?.[1];
      if (element) invisibleUntil = new RegExp(`^</${element}`, 'i');
    }
  };
  const visit = (node: PhrasingContent | FootnoteReference) => {
    if (node.type === 'text') add(node.value.replace(/[ \t]*\r?\n[ \t]*|[ \t]+/g, ' '));
    else if (node.type === 'inlineCode') add(node.value);
    else if (node.type === 'break') add('\n');
    else if (node.type === 'html') addHtml(node.value);
    else if ('children' in node) node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return pieces;
}

/**
 * One text of the pieces, without the marks of notes that exist. A superscript that is no such
 * mark ("10⁶" set as `10<sup>6</sup>`) is text. White space at the ends is the composer's to trim.
 */
export function joinInline(pieces: readonly InlinePiece[], notes: ReadonlySet<string>): string {
  return pieces
    .filter((piece) => !(piece.superscript && isNoteMark(piece.text, notes)))
    .map((piece) => piece.text)
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n');
}

function isNoteMark(text: string, notes: ReadonlySet<string>): boolean {
  return text.split(/[,\s]+/).every((label) => label === '' || notes.has(label));
}
