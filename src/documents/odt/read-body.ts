import { cutAtPages } from '../cut-at-pages.ts';
import type { OfficeDraft } from '../office-draft.ts';
import { childElements, type XmlElement } from '../xml.ts';
import { type ListStyles, type Numbers, nextLabel, outlineStyle } from './list-labels.ts';
import { type InlineContent, readInline } from './read-inline.ts';
import { readTable } from './read-table.ts';
import type { Styles } from './styles.ts';

export interface BodyState {
  styles: Styles;
  listStyles: ListStyles;
  /** The page that reading has come to, or null where the document does not tell its pages. */
  page: number | null;
  /** Whether a block was read already. */
  begun: boolean;
  /** What was read of the endnotes, which stand at the end of the document. */
  endnotes: OfficeDraft[];
  headingNumbers: Numbers;
  /** The numbers of lists that later ones may go on with, by id and by style. */
  lists: Map<string, Numbers>;
  /** The text of an embedded object such as an equation, by its address in the archive. */
  objects: ReadonlyMap<string, string>;
}

/** The list that blocks are in. */
interface ListContext {
  style: string | undefined;
  level: number;
  numbers: Numbers;
}

const notShown = new Set(
  `text:tracked-changes office:forms text:sequence-decls text:variable-decls text:user-field-decls
  office:annotation svg:title svg:desc office:event-listeners text:table-of-content-source
  text:alphabetical-index-source text:illustration-index-source text:table-index-source
  text:object-index-source text:user-index-source text:bibliography-source`.split(/\s+/),
);
const captions = /caption$|^(?:illustration|figure|table|drawing)$/;
const deepestHeading = 6;

/** The blocks of a body, a cell, a note or a frame, in reading order. */
export function readBlocks(
  parent: XmlElement,
  state: BodyState,
  list?: ListContext,
): OfficeDraft[] {
  return childElements(parent).flatMap((child): OfficeDraft[] => {
    if (notShown.has(child.name) || isHidden(child, state)) return [];
    switch (child.name) {
      case 'text:h':
      case 'text:p':
        return readParagraph(child, state, list);
      case 'text:list':
        return readList(child, state, list);
      case 'table:table':
        return readTableBlock(child, state);
      case 'text:soft-page-break':
        turnPage(state);
        return [];
      default:
        if (child.name.startsWith('draw:')) return readBox(child, state);
        return readBlocks(child, state, list);
    }
  });
}

function turnPage(state: BodyState): void {
  if (state.page !== null) state.page += 1;
}

/** A break before the first block of all is the beginning of the first page. */
function turnPageBefore(state: BodyState, breaks: boolean): void {
  if (breaks && state.begun) turnPage(state);
  state.begun = true;
}

/** Sections and paragraphs can be hidden, always or under a condition that held at last. */
function isHidden({ name, attributes }: XmlElement, { styles }: BodyState): boolean {
  if (name === 'text:section') return attributes['text:display'] === 'none';
  return name === 'text:p' && styles(attributes['text:style-name']).hidden;
}

function readTableBlock(table: XmlElement, state: BodyState): OfficeDraft[] {
  const style = state.styles(table.attributes['table:style-name'], 'table');
  turnPageBefore(state, style.breaksBefore);
  const drafts = readTable(table, (cell) => readBlocks(cell, state));
  if (style.breaksAfter) turnPage(state);
  return drafts;
}

function readList(element: XmlElement, state: BodyState, outer?: ListContext): OfficeDraft[] {
  const { attributes } = element;
  const style = attributes['text:style-name'] ?? outer?.style;
  const list: ListContext = {
    style,
    level: (outer?.level ?? 0) + 1,
    numbers: outer?.numbers ?? numbersOf(attributes, style, state),
  };
  const id = attributes['id'];
  if (!outer && id !== undefined) state.lists.set(id, list.numbers);
  if (!outer && style !== undefined) state.lists.set(`style ${style}`, list.numbers);
  return childElements(element).flatMap((item) => readItem(item, state, list));
}

/** A list begins anew where it does not say which one it goes on with. */
function numbersOf(
  attributes: XmlElement['attributes'],
  style: string | undefined,
  { lists }: BodyState,
): Numbers {
  const continued = attributes['text:continue-list'];
  if (continued !== undefined) return lists.get(continued) ?? [];
  const goesOn = attributes['text:continue-numbering'] === 'true';
  return (goesOn && lists.get(`style ${style}`)) || [];
}

/** The first paragraph of an item bears its label; the others go on with it. */
function readItem(item: XmlElement, state: BodyState, list: ListContext): OfficeDraft[] {
  const isItem = item.name === 'text:list-item';
  const ownText = childElements(item).findIndex(({ name }) => name === 'text:p');
  const start = Number(item.attributes['text:start-value'] ?? Number.NaN);
  const levels = list.style === undefined ? undefined : state.listStyles.get(list.style);
  const label =
    isItem && ownText !== -1
      ? nextLabel(list.numbers, list.level, levels, Number.isNaN(start) ? undefined : start)
      : undefined;
  let isFirst = true;
  return childElements(item).flatMap((child) => {
    const drafts = readBlocks({ ...item, children: [child] }, state, list);
    if (child.name !== 'text:p') return drafts;
    const [first, ...rest] = drafts;
    const begins = isFirst;
    isFirst = false;
    if (first?.kind !== 'list-item') return drafts;
    return [begins ? { ...first, ...labelled(label) } : asParagraph(first), ...rest];
  });
}

const asParagraph = ({ level: _, ...draft }: OfficeDraft): OfficeDraft => ({
  ...draft,
  kind: 'paragraph',
});

function readParagraph(
  element: XmlElement,
  state: BodyState,
  list: ListContext | undefined,
): OfficeDraft[] {
  const style = state.styles(element.attributes['text:style-name']);
  turnPageBefore(state, style.breaksBefore);
  const content = readInline(element, state, style.bold);
  const kind = paragraphKind(element, style.names, state, list);
  const { text, pageBreaks, bold } = content;
  const { parts, page } = cutAtPages({ text, pageBreaks, kind: kind.kind, page: state.page });
  state.page = page;
  if (style.breaksAfter) turnPage(state);
  return [
    ...parts.map(
      (part, index): OfficeDraft => ({
        ...(index === 0 ? kind : { kind: 'paragraph', afterRule: true }),
        ...part,
        text: kind.kind === 'heading' ? part.text.replace(/\s+/g, ' ') : part.text,
        bold,
      }),
    ),
    ...readAnchored(content, state),
  ];
}

function paragraphKind(
  { name, attributes }: XmlElement,
  styleNames: readonly string[],
  state: BodyState,
  list: ListContext | undefined,
): Omit<OfficeDraft, 'text'> {
  if (name === 'text:h') {
    const level = Math.max(Math.trunc(Number(attributes['text:outline-level'] ?? 1)) || 1, 1);
    const label =
      attributes['text:is-list-header'] === 'true'
        ? undefined
        : nextLabel(state.headingNumbers, level, state.listStyles.get(outlineStyle));
    return { kind: 'heading', level: Math.min(level, deepestHeading), ...labelled(label) };
  }
  if (styleNames.includes('title')) return { kind: 'heading', level: 1, title: true };
  if (styleNames.includes('caption') || captions.test(styleNames[0] ?? '')) {
    return { kind: 'caption' };
  }
  if (list) return { kind: 'list-item', level: list.level };
  const entry = styleNames.map((one) => /^contents (\d+)$/.exec(one)?.[1]).find(Boolean);
  if (entry !== undefined) return { kind: 'list-item', level: Number(entry) };
  if (styleNames.some((one) => /^(?:preformatted text|source code)$/.test(one))) {
    return { kind: 'code' };
  }
  return { kind: 'paragraph' };
}

const labelled = (label: string | undefined): { label?: string } =>
  label === undefined ? {} : { label };

/** The notes that a paragraph refers to and the boxes that are anchored in it. */
function readAnchored({ notes, boxes }: InlineContent, state: BodyState): OfficeDraft[] {
  const drafts: OfficeDraft[] = [];
  for (const { kind, label, body } of notes) {
    const read = readBlocks(body, state).map(
      (draft): OfficeDraft =>
        draft.kind === 'table-row' ? draft : { ...draft, kind: 'footnote', ...labelled(label) },
    );
    if (kind === 'footnote') drafts.push(...read);
    else state.endnotes.push(...read);
  }
  return [...drafts, ...boxes.flatMap((box) => readBox(box, state))];
}

/** Text boxes stand apart from the text that they are anchored in. */
function readBox(box: XmlElement, state: BodyState): OfficeDraft[] {
  const { page } = state;
  if (box.name === 'draw:object') {
    const text = state.objects.get(box.attributes['xlink:href'] ?? '');
    return text === undefined ? [] : [{ kind: 'paragraph', text, page }];
  }
  const drafts = readBlocks(box, { ...state, page: null });
  return drafts.map((draft) => ({
    ...draft,
    page,
    kind: draft.kind === 'paragraph' ? 'aside' : draft.kind,
  }));
}
