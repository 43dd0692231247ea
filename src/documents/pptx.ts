import { DocumentError } from '../errors.ts';
import { markContinuations } from './continuations.ts';
import type { FormatSource } from './document-format.ts';
import { documentTitle } from './document-title.ts';
import { type OfficePackage, openPackage } from './ooxml/open-package.ts';
import { readDrawings } from './ooxml/read-drawings.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { readSlide, type Slide } from './pptx/read-slide.ts';
import { type BlockDraft, composeText } from './text-composer.ts';
import { childElements, firstChild, type XmlElement } from './xml.ts';

/**
 * Reads a PowerPoint presentation (ECMA-376, PresentationML). Slides are pages, hidden ones too;
 * dates, footers and comments are left out.
 */
export async function readPptxFile(source: FormatSource): Promise<ParsedDocument> {
  const opened = await openPackage(source, {
    root: 'p:presentation',
    kind: 'a PowerPoint presentation',
  });
  const names = await slideNames(opened);
  if (names.length > source.limits.pages) throw tooManySlides(source, names.length);
  const shared = shareParts(opened);
  const drafts: BlockDraft[] = [];
  for (const [index, name] of names.entries()) {
    drafts.push(...readSlide(await openSlide(opened, shared, name, index + 1)));
  }
  const first = drafts[0]?.kind === 'heading' ? drafts[0].text.trim() : undefined;
  const title = documentTitle(opened.title, first, drafts);
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

/** The parts of the slides in the order in which they are shown. */
async function slideNames({ main, relationshipsOf }: OfficePackage): Promise<string[]> {
  const relationships = await relationshipsOf(main.name);
  const list = firstChild(main.root, 'p:sldIdLst');
  return (list ? childElements(list, 'p:sldId') : []).flatMap(({ attributes }) => {
    const found = relationships.find(({ id }) => id === attributes['r:id']);
    return found ? [found.target] : [];
  });
}

type ReadShared = (name: string) => Promise<XmlElement>;

/** Layouts and masters serve many slides, and so each is read once. */
function shareParts({ readPart }: OfficePackage): ReadShared {
  const parts = new Map<string, Promise<XmlElement>>();
  return (name) => {
    const part = parts.get(name) ?? readPart(name);
    parts.set(name, part);
    return part;
  };
}

async function openSlide(
  opened: OfficePackage,
  readShared: ReadShared,
  name: string,
  number: number,
): Promise<Slide> {
  const root = await opened.readPart(name);
  const follow = async (from: string | undefined, type: string) => {
    if (from === undefined) return undefined;
    const found = (await opened.relationshipsOf(from)).find((one) => one.type === type);
    return found && opened.has(found.target) ? found.target : undefined;
  };
  const layout = await follow(name, 'slideLayout');
  const master = await follow(layout, 'slideMaster');
  const notes = await follow(name, 'notesSlide');
  return {
    root,
    number,
    layout: layout === undefined ? undefined : await readShared(layout),
    master: master === undefined ? undefined : await readShared(master),
    notes: notes === undefined ? undefined : await opened.readPart(notes),
    drawings: await readDrawings(opened, name, root),
  };
}

const tooManySlides = ({ uri, limits }: FormatSource, count: number): DocumentError =>
  new DocumentError(
    'too-large',
    `${uri} has ${count.toLocaleString('en')} slides, and at most ${limits.pages.toLocaleString('en')} can be read. Split it into several files.`,
  );
