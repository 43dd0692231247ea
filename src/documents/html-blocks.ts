import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import type { BlockDraft } from './text-composer.ts';

type Node = DefaultTreeAdapterMap['childNode'];

const invisible = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'svg']);
const inline = new Set(
  `a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong
  sub sup time tt u var wbr`.split(/\s+/),
);

/**
 * The visible text of a piece of HTML inside another format, as blocks. Elements that take a line
 * of their own in a browser separate blocks; the cells of a table's row are set apart by tabs.
 */
export function readHtmlBlocks(html: string): BlockDraft[] {
  const drafts: BlockDraft[] = [];
  let open: BlockDraft = { kind: 'paragraph', text: '' };

  const begin = (draft: BlockDraft) => {
    if (open.text.trim() !== '') drafts.push({ ...open, text: collapse(open) });
    open = draft;
  };
  const visit = (node: Node) => {
    if (node.nodeName === '#text' && 'value' in node) {
      open.text += open.kind === 'code' ? node.value : node.value.replace(/[ \t\r\n\f]+/g, ' ');
    } else if (node.nodeName === 'br') {
      open.text += '\n';
    } else if (node.nodeName === 'tr' && 'childNodes' in node) {
      begin({ kind: 'paragraph', text: '' });
      const row = readRow(node.childNodes);
      if (row) drafts.push(row);
    } else if ('childNodes' in node && !invisible.has(node.nodeName)) {
      if (!inline.has(node.nodeName)) begin(draftFor(node.nodeName));
      node.childNodes.forEach(visit);
      if (!inline.has(node.nodeName)) begin({ kind: 'paragraph', text: '' });
    }
  };
  parseFragment(html).childNodes.forEach(visit);
  begin({ kind: 'paragraph', text: '' });
  return drafts;
}

/** A row of a table, or nothing where all its cells are empty. */
function readRow(nodes: readonly Node[]): BlockDraft | undefined {
  const cells = nodes.filter(({ nodeName }) => nodeName === 'td' || nodeName === 'th');
  const text = cells.map((cell) => visibleText(cell).replace(/\s+/g, ' ').trim()).join('\t');
  if (text.trim() === '') return undefined;
  const header = cells.every(({ nodeName }) => nodeName === 'th');
  return { kind: 'table-row', text, ...(header ? { header } : {}) };
}

function visibleText(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (node.nodeName === 'br') return ' ';
  if (!('childNodes' in node) || invisible.has(node.nodeName)) return '';
  const text = node.childNodes.map(visibleText).join('');
  return inline.has(node.nodeName) ? text : ` ${text} `;
}

function draftFor(element: string): BlockDraft {
  const heading = /^h([1-6])$/.exec(element);
  if (heading) return { kind: 'heading', level: Number(heading[1]), text: '' };
  if (element === 'li') return { kind: 'list-item', level: 1, text: '' };
  if (element === 'pre') return { kind: 'code', text: '' };
  return { kind: 'paragraph', text: '' };
}

function collapse({ kind, text }: BlockDraft): string {
  if (kind === 'code') return text;
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
