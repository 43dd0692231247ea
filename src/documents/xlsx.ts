import { DocumentError } from '../errors.ts';
import { markContinuations } from './continuations.ts';
import type { FormatSource } from './document-format.ts';
import { isTitle } from './document-title.ts';
import { type OfficePackage, openPackage } from './ooxml/open-package.ts';
import { ooxmlPrefixes } from './ooxml/prefixes.ts';
import { paragraphText, readDrawings } from './ooxml/read-drawings.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { type BlockDraft, composeText } from './text-composer.ts';
import { readCellFormats } from './xlsx/cell-formats.ts';
import { readSheet, type Sheet, type Workbook } from './xlsx/read-sheet.ts';
import { readStrings } from './xlsx/read-strings.ts';
import { countCharacters, sheetDrafts } from './xlsx/sheet-drafts.ts';
import { childElements, descendants, firstChild } from './xml.ts';

/**
 * Reads an Excel workbook (ECMA-376, SpreadsheetML): its sheets as headings and their rows as they
 * are shown, formulas by their last results. Hidden sheets are left out, as the program shows
 * none of them; hidden rows and columns are not, since filters hide them for a while.
 */
export async function readXlsxFile(source: FormatSource): Promise<ParsedDocument> {
  const opened = await openPackage(source, { root: 's:workbook', kind: 'an Excel workbook' });
  const { root, name } = opened.main;
  const properties = firstChild(root, 's:workbookPr')?.attributes ?? {};
  const workbook: Workbook = {
    strings: await readSharedStrings(opened, source.uri),
    formatOf: readCellFormats(await opened.readRelated(name, 'styles')),
    from1904: /^(?:1|true)$/.test(properties['date1904'] ?? ''),
  };
  const drafts: BlockDraft[] = [];
  let characters = 0;
  for (const sheet of await visibleSheets(opened)) {
    const rows = await readRows(opened, sheet.part, workbook, source.uri);
    characters += countCharacters(rows);
    if (characters > source.limits.characters) throw tooLong(source);
    const read = await layOut(opened, sheet.part, rows);
    if (read.length > 0) drafts.push({ kind: 'heading', level: 1, text: sheet.name }, ...read);
  }
  const title = opened.title !== undefined && isTitle(opened.title) ? opened.title : undefined;
  const composed = composeText(drafts, title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

async function readSharedStrings(opened: OfficePackage, uri: string): Promise<string[]> {
  const relationships = await opened.relationshipsOf(opened.main.name);
  const part = relationships.find(({ type }) => type === 'sharedStrings')?.target;
  if (part === undefined || !opened.has(part)) return [];
  return readStrings(await opened.readPartText(part), { uri, part, prefixes: ooxmlPrefixes });
}

async function visibleSheets({ main, relationshipsOf }: OfficePackage) {
  const relationships = await relationshipsOf(main.name);
  const list = firstChild(main.root, 's:sheets');
  return (list ? childElements(list, 's:sheet') : []).flatMap(({ attributes }) => {
    const found = relationships.find(({ id }) => id === attributes['r:id']);
    const shown = (attributes['state'] ?? 'visible') === 'visible';
    if (!shown || found?.type !== 'worksheet') return [];
    return [{ name: attributes['name'] ?? '', part: found.target }];
  });
}

async function readRows(opened: OfficePackage, part: string, workbook: Workbook, uri: string) {
  const xml = await opened.readPartText(part);
  return readSheet(xml, { uri, part, prefixes: ooxmlPrefixes }, workbook);
}

/** The rows of a sheet, then what stands in boxes and charts over it. */
async function layOut(opened: OfficePackage, part: string, sheet: Sheet): Promise<BlockDraft[]> {
  const headers = new Set<number>();
  const boxes: BlockDraft[] = [];
  for (const { type, target } of await opened.relationshipsOf(part)) {
    if (!opened.has(target)) continue;
    if (type === 'table') addHeader(headers, (await opened.readPart(target)).attributes);
    if (type === 'drawing') boxes.push(...(await readBoxes(opened, target)));
  }
  return [...sheetDrafts(sheet, headers), ...boxes];
}

function addHeader(headers: Set<number>, attributes: Readonly<Record<string, string>>): void {
  const first = /^[A-Z]+(\d+)/i.exec(attributes['ref'] ?? '')?.[1];
  if (first !== undefined && attributes['headerRowCount'] !== '0') headers.add(Number(first));
}

async function readBoxes(opened: OfficePackage, part: string): Promise<BlockDraft[]> {
  const root = await opened.readPart(part);
  const charts = [...(await readDrawings(opened, part, root)).values()].flat();
  return [
    ...descendants(root, 'a:p').map(
      (one): BlockDraft => ({
        kind: 'aside',
        text: paragraphText(one),
      }),
    ),
    ...charts.map((text): BlockDraft => ({ kind: 'caption', text })),
  ];
}

const tooLong = ({ uri, limits }: FormatSource): DocumentError =>
  new DocumentError(
    'too-large',
    `${uri} has more than ${limits.characters.toLocaleString('en')} characters of text, which is more than can be read. Split it into several files.`,
  );
