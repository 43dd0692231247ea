import { DocumentError } from '../errors.ts';
import { type Archive, openArchive } from './archive.ts';
import { markContinuations } from './continuations.ts';
import type { FormatSource } from './document-format.ts';
import { documentTitle } from './document-title.ts';
import { guessHeadings } from './guess-headings.ts';
import { joinCode } from './join-code.ts';
import { readListStyles } from './odt/list-labels.ts';
import { openDocumentPrefixes } from './odt/prefixes.ts';
import { readBlocks } from './odt/read-body.ts';
import { readEquation } from './odt/read-equation.ts';
import { readStyles } from './odt/styles.ts';
import type { OfficeDraft } from './office-draft.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { composeText } from './text-composer.ts';
import { descendants, firstChild, parseXml, textContent, type XmlElement } from './xml.ts';

const textType = 'application/vnd.oasis.opendocument.text';

/**
 * Reads a text document of OpenDocument (ISO/IEC 26300), as LibreOffice writes it: its text as it is
 * shown, without deleted and hidden text, comments, headers and footers.
 */
export async function readOdtFile(source: FormatSource): Promise<ParsedDocument> {
  const archive = await openArchive(source);
  await refuseOthers(archive, source.uri);
  const read = (part: string) => readPart(archive, part, source.uri);
  const content = await read('content.xml');
  const body = content && firstChild(firstChild(content, 'office:body'), 'office:text');
  if (!content || !body) throw mismatched(source.uri);
  const roots = [await read('styles.xml'), content].filter((root) => root !== undefined);
  const meta = await read('meta.xml');
  const objects = await readObjects(archive, body, source.uri);
  const drafts = joinCode(readBody(body, { roots, objects, pages: countPages(meta) }));
  const styled = drafts.find((draft) => draft.title)?.text.trim();
  const given = meta && descendants(meta, 'dc:title')[0];
  const title = documentTitle(given && textContent(given).trim(), styled || undefined, drafts);
  const composed = composeText(guessHeadings(drafts), title ?? '');
  return { title, text: composed.text, blocks: markContinuations(composed) };
}

async function readPart(archive: Archive, part: string, uri: string) {
  if (!archive.has(part)) return undefined;
  return parseXml(await archive.readText(part), { uri, part, prefixes: openDocumentPrefixes });
}

interface BodyParts {
  roots: readonly XmlElement[];
  objects: ReadonlyMap<string, string>;
  /** How many there were when the document was last laid out. */
  pages: number | undefined;
}

/**
 * The ends of pages are believed where they come to the number of pages that the program counted,
 * since some programs leave some or all of them out.
 */
function readBody(body: XmlElement, { roots, objects, pages }: BodyParts): OfficeDraft[] {
  const styles = readStyles(roots);
  const listStyles = readListStyles(roots);
  const readFrom = (page: number | null) => {
    const state = {
      styles,
      listStyles,
      objects,
      page,
      begun: false,
      endnotes: [] as OfficeDraft[],
      headingNumbers: [],
      lists: new Map(),
    };
    const drafts = readBlocks(body, state);
    const endnotes = state.endnotes.map((draft) => ({ ...draft, page: state.page }));
    return { drafts: [...drafts, ...endnotes], page: state.page };
  };
  const paged = readFrom(pages === undefined || pages === 1 ? null : 1);
  return paged.page === null || paged.page === pages ? paged.drafts : readFrom(null).drafts;
}

function countPages(meta: XmlElement | undefined): number | undefined {
  const statistics = meta && descendants(meta, 'meta:document-statistic')[0];
  return Number(statistics?.attributes['meta:page-count']) || undefined;
}

/** The text of equations, which are documents of their own in the archive. */
async function readObjects(archive: Archive, body: XmlElement, uri: string) {
  const objects = new Map<string, string>();
  for (const { attributes, children } of descendants(body, 'draw:object')) {
    const address = attributes['xlink:href'];
    const inside = children.length > 0 || address === undefined;
    if (inside || objects.has(address)) continue;
    const root = await readPart(archive, `${address.replace(/^\.\/|\/$/g, '')}/content.xml`, uri);
    if (root?.name !== 'math:math') continue;
    objects.set(address, readEquation(root).replace(/\s+/g, ' '));
  }
  return objects;
}

async function refuseOthers(archive: Archive, uri: string): Promise<void> {
  if (archive.has('mimetype')) {
    const type = (await archive.readText('mimetype')).trim();
    if (!type.startsWith(textType)) throw mismatched(uri);
  }
  const manifest = await readPart(archive, 'META-INF/manifest.xml', uri);
  if (manifest && descendants(manifest, 'manifest:encryption-data').length > 0) {
    throw new DocumentError(
      'encrypted',
      `${uri} is protected by a password. Save a copy without one, and use that.`,
    );
  }
}

const mismatched = (uri: string): DocumentError =>
  new DocumentError(
    'mismatched',
    `${uri} is not what its name says: it is an archive of another kind than an OpenDocument text. Give it the ending of what it is, or save it again in its program.`,
  );
