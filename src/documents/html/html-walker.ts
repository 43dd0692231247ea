import type { BlockDraft } from '../text-composer.ts';
import { type DraftContext, DraftWriter, noContext } from './draft-writer.ts';
import { type HtmlNotes, noNotes } from './html-notes.ts';
import { isLayoutTable, readRows } from './html-table.ts';
import {
  attribute,
  attributeWords,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isText,
} from './html-tree.ts';
import { isBlock, isInvisible } from './html-visibility.ts';
import { itemLabels } from './list-labels.ts';
import { pageBreakOf } from './page-break.ts';

export interface WalkOptions {
  notes?: HtmlNotes;
  /** Elements to leave out with all that is in them. */
  leaveOut?: (element: HtmlElement) => boolean;
}

const lists = new Set(['ul', 'ol', 'menu', 'dir', 'dl']);
const preformatted = new Set(['pre', 'listing', 'xmp', 'plaintext']);
/** Signs by which pages offer the address of a heading; they are no part of it. */
const permalink = /^[¶#§🔗]$/u;

/**
 * Reads nodes of HTML as blocks, in the order of the source. Elements that take lines of their own
 * in a browser separate blocks; cells of a row are set apart by tabs. Descends by recursion: the
 * tree has to be checked before.
 */
export class HtmlWalker {
  readonly #writer = new DraftWriter();
  readonly #notes: HtmlNotes;
  readonly #leaveOut: (element: HtmlElement) => boolean;

  constructor({ notes = noNotes, leaveOut = isInvisible }: WalkOptions = {}) {
    this.#notes = notes;
    this.#leaveOut = leaveOut;
  }

  walk(nodes: readonly HtmlNode[]): BlockDraft[] {
    this.#visitAll(nodes, noContext);
    return this.#writer.finish();
  }

  #visitAll(nodes: readonly HtmlNode[], context: DraftContext) {
    for (const node of nodes) this.#visit(node, context);
  }

  #visit(node: HtmlNode, context: DraftContext) {
    if (isText(node)) this.#writer.add(node.value);
    else if (isElement(node) && !this.#leaveOut(node)) this.#visitElement(node, context);
  }

  #visitElement(element: HtmlElement, context: DraftContext) {
    const { tagName } = element;
    const page = pageBreakOf(element);
    if (page) {
      this.#writer.turnPage(page.number);
      return;
    }
    if (tagName === 'br') this.#writer.breakLine();
    else if (tagName === 'hr') this.#writer.rule(context);
    else if (this.#notes.labels.has(element)) this.#visitNote(element, context);
    else if (this.#notes.marks.has(element) || isPermalink(element, context)) return;
    else if (tagName === 'q') this.#visitQuotation(element, context);
    else if (tagName === 'table') this.#visitTable(element, context);
    else if (lists.has(tagName)) this.#visitList(element, context);
    else if (preformatted.has(tagName)) this.#visitCode(element, context);
    else if (isBlock(element))
      this.#visitBlock(element, this.#contextOf(element, context), context);
    else this.#visitAll(element.childNodes, context);
  }

  #visitBlock(element: HtmlElement, inner: DraftContext, outer: DraftContext) {
    this.#writer.begin(inner);
    this.#visitAll(element.childNodes, inner);
    this.#writer.begin(outer);
  }

  #contextOf(element: HtmlElement, context: DraftContext): DraftContext {
    const level = headingLevel(element);
    if (level !== undefined) return { ...context, kind: 'heading', level, item: undefined };
    if (context.kind === 'footnote') return context;
    if (element.tagName === 'aside') return { ...context, kind: 'aside', item: undefined };
    if (isCaption(element)) {
      return { ...context, kind: 'caption', item: undefined };
    }
    return context;
  }

  #visitNote(element: HtmlElement, context: DraftContext) {
    const label = this.#notes.labels.get(element);
    const item = { label, labelled: false };
    this.#visitBlock(element, { ...context, kind: 'footnote', item }, context);
  }

  #visitList(list: HtmlElement, context: DraftContext) {
    const level = context.listLevel + 1;
    this.#writer.begin(context);
    const labels = itemLabels(list);
    for (const child of list.childNodes) {
      if (!isElement(child) || !isItem(child) || this.#leaveOut(child)) {
        this.#visit(child, { ...context, listLevel: level });
        continue;
      }
      if (this.#notes.labels.has(child)) {
        this.#visitNote(child, { ...context, listLevel: level });
        continue;
      }
      const item = { label: labels.get(child), labelled: false };
      const listLevel = child.tagName === 'dd' ? level + 1 : level;
      const kind = context.kind === 'paragraph' ? 'list-item' : context.kind;
      this.#visitBlock(child, { ...context, kind, item, listLevel, level: listLevel }, context);
    }
    this.#writer.begin(context);
  }

  #visitTable(table: HtmlElement, context: DraftContext) {
    this.#writer.begin(context);
    const textOf = (cell: HtmlElement) => this.textOf(cell);
    if (isLayoutTable(table, textOf)) this.#visitAll(table.childNodes, context);
    else {
      for (const child of table.childNodes) {
        if (child.nodeName === 'caption') this.#visit(child, context);
      }
      const rows = readRows(table, textOf).filter(({ cells }) => cells.some(Boolean));
      rows.forEach(({ cells, header }, index) => {
        this.#writer.addRow(cells.join('\t'), {
          ...(header ? { header } : {}),
          ...(index === 0 ? { beginsTable: true } : {}),
        });
      });
    }
    this.#writer.begin(context);
  }

  #visitCode(element: HtmlElement, context: DraftContext) {
    const kind = context.kind === 'footnote' ? 'footnote' : 'code';
    this.#visitBlock(element, { ...context, kind, item: undefined }, context);
  }

  #visitQuotation(element: HtmlElement, context: DraftContext) {
    this.#writer.add('“');
    this.#visitAll(element.childNodes, context);
    this.#writer.add('”');
  }

  /** The text of an element on one line, as in a cell. */
  textOf(element: HtmlElement): string {
    const collect = (node: HtmlNode): string => {
      if (isText(node)) return node.value;
      if (!isElement(node) || this.#leaveOut(node) || this.#notes.marks.has(node)) return '';
      if (node.tagName === 'br') return ' ';
      const text = node.childNodes.map(collect).join('');
      if (node.tagName === 'q') return `“${text}”`;
      return isBlock(node) ? ` ${text} ` : text;
    };
    return collect(element)
      .replace(/\u00ad|\ufeff/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  }
}

function headingLevel(element: HtmlElement): number | undefined {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (level) return Number(level);
  if (attribute(element, 'role') !== 'heading') return undefined;
  const given = Number(attribute(element, 'aria-level') ?? 2);
  return given >= 1 && given <= 6 ? Math.floor(given) : 2;
}

const isItem = ({ tagName }: HtmlElement): boolean =>
  tagName === 'li' || tagName === 'dt' || tagName === 'dd';

function isPermalink(element: HtmlElement, context: DraftContext): boolean {
  if (context.kind !== 'heading' || element.tagName !== 'a') return false;
  const [only] = element.childNodes;
  return only !== undefined && isText(only) && permalink.test(only.value.trim());
}

function isCaption(element: HtmlElement): boolean {
  if (element.tagName === 'figcaption' || element.tagName === 'caption') return true;
  return attributeWords(element, 'class').some((name) => /^(?:wp-)?caption(?:-text)?$/.test(name));
}
