import { chooseContent } from '../ooxml/alternate-content.ts';
import { type DrawingTexts, drawingReference, paragraphText } from '../ooxml/read-drawings.ts';
import { tableDrafts } from '../table-drafts.ts';
import type { BlockDraft } from '../text-composer.ts';
import { childElements, descendants, firstChild, type XmlElement } from '../xml.ts';
import { type Bullets, findBullets, type Numbers, nextLabel } from './bullets.ts';
import {
  bodyStyle,
  findPlace,
  isBody,
  isRunning,
  isTitle,
  type Placeholder,
  placeholderOf,
} from './placeholder.ts';

/** A slide with the parts that it takes its looks and drawings from. */
export interface Slide {
  root: XmlElement;
  layout: XmlElement | undefined;
  master: XmlElement | undefined;
  notes: XmlElement | undefined;
  drawings: DrawingTexts;
  /** From 1, hidden ones counted. */
  number: number;
}

/** As the format allows. */
const deepestIndent = 8;

/** The title, then the shapes in the order in which they are kept, then the speaker's notes. */
export function readSlide(slide: Slide): BlockDraft[] {
  const shapes = findShapes(slide.root);
  const titles = shapes.filter((shape) => isTitle(placeholderOf(shape)));
  const others = shapes.filter((shape) => !titles.includes(shape));
  const drafts = [
    ...titles.map(readTitle),
    ...others.flatMap((shape) => readShape(shape, slide)),
    ...readNotes(slide.notes),
  ].filter(({ text }) => text.trim() !== '');
  return drafts.map((draft, index) => ({
    ...draft,
    page: slide.number,
    ...(index === 0 ? { leavesSections: true } : {}),
  }));
}

/** Shapes and frames, those in groups included. */
function findShapes(root: XmlElement): XmlElement[] {
  const tree = firstChild(firstChild(root, 'p:cSld'), 'p:spTree');
  const visit = (element: XmlElement): XmlElement[] =>
    childElements(element).flatMap((child) => {
      if (/^p:(?:sp|graphicFrame|cxnSp)$/.test(child.name)) return [child];
      if (child.name === 'p:grpSp') return visit(child);
      const chosen = child.name === 'mc:AlternateContent' ? chooseContent(child) : undefined;
      return chosen ? visit(chosen) : [];
    });
  return tree ? visit(tree) : [];
}

function readTitle(shape: XmlElement): BlockDraft {
  const text = paragraphsOf(shape).map(paragraphText).join(' ');
  return { kind: 'heading', level: 1, text: text.replace(/\s+/g, ' ') };
}

function readShape(shape: XmlElement, slide: Slide): BlockDraft[] {
  const place = placeholderOf(shape);
  if (isRunning(place)) return [];
  if (shape.name === 'p:graphicFrame') return readFrame(shape, slide.drawings);
  const bullets = findBullets(shape, place ? inheritedFrom(place, slide) : []);
  const numbers: Numbers = [];
  return paragraphsOf(shape).map((paragraph) => readParagraph(paragraph, bullets, numbers));
}

const inheritedFrom = (place: Placeholder, { layout, master }: Slide): XmlElement[] => [
  ...findPlace(layout, place),
  ...findPlace(master, place),
  ...(isBody(place) ? bodyStyle(master) : []),
];

const paragraphsOf = (shape: XmlElement): XmlElement[] => {
  const body = firstChild(shape, 'p:txBody');
  return body ? childElements(body, 'a:p') : [];
};

function readParagraph(paragraph: XmlElement, bullets: Bullets, numbers: Numbers): BlockDraft {
  const text = paragraphText(paragraph);
  const indent = Number(firstChild(paragraph, 'a:pPr')?.attributes['lvl']) || 0;
  const level = Math.min(Math.max(Math.trunc(indent), 0), deepestIndent) + 1;
  const mark = bullets(paragraph, level);
  if (text.trim() === '') return { kind: 'paragraph', text };
  const label = nextLabel(numbers, level, mark);
  if (!mark || mark.name === 'a:buNone') return { kind: 'paragraph', text };
  return { kind: 'list-item', level, text, ...(label === undefined ? {} : { label }) };
}

/** A table, or a diagram or chart that lies in a part of its own. */
function readFrame(frame: XmlElement, drawings: DrawingTexts): BlockDraft[] {
  const tables = descendants(frame, 'a:tbl').flatMap(readTable);
  const references = [...descendants(frame, 'dgm:relIds'), ...descendants(frame, 'c:chart')];
  return [
    ...tables,
    ...references.flatMap((element): BlockDraft[] => {
      const kind = element.name === 'c:chart' ? 'caption' : 'paragraph';
      const texts = drawings.get(drawingReference(element) ?? '') ?? [];
      return texts.map((text) => ({ kind, text }));
    }),
  ];
}

function readTable(table: XmlElement): BlockDraft[] {
  const marksFirst = firstChild(table, 'a:tblPr')?.attributes['firstRow'] === '1';
  return tableDrafts(
    childElements(table, 'a:tr').map((row, index) => ({
      header: marksFirst && index === 0,
      cells: childElements(row, 'a:tc').map((cell) => {
        const { hMerge, vMerge } = cell.attributes;
        if (hMerge === '1' || vMerge === '1') return [];
        return descendants(cell, 'a:p').map((paragraph) => ({
          kind: 'paragraph' as const,
          text: paragraphText(paragraph),
        }));
      }),
    })),
  );
}

function readNotes(notes: XmlElement | undefined): BlockDraft[] {
  if (!notes) return [];
  return findShapes(notes)
    .filter((shape) => !isRunning(placeholderOf(shape)))
    .flatMap(paragraphsOf)
    .map((paragraph) => ({ kind: 'aside', text: paragraphText(paragraph) }));
}
