import path from 'node:path/posix';
import { DocumentError } from '../../errors.ts';
import { type Archive, openArchive } from '../archive.ts';
import type { FormatSource } from '../document-format.ts';
import {
  childElements,
  descendants,
  firstChild,
  parseXml,
  textContent,
  type XmlElement,
} from '../xml.ts';

/** A book as its package describes it. */
export interface Book {
  archive: Archive;
  title: string | undefined;
  /** The files of its text in reading order, what may be skipped last; without its navigation. */
  chapters: string[];
  /** Files that the package calls tables of contents; they may hold other text too. */
  contents: ReadonlySet<string>;
}

const container = 'META-INF/container.xml';
const encryption = 'META-INF/encryption.xml';
const readableTypes = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/i;
/** Fonts are disguised by these, which any reader undoes; nothing else of the book is. */
const fontDisguises = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/**
 * Opens an EPUB (2 or 3) by its container and package.
 * @throws DocumentError where a file that it is made of is missing, damaged or encrypted
 */
export async function openBook(source: FormatSource): Promise<Book> {
  const archive = await openArchive(source);
  const readXml = async (part: string) =>
    parseXml(await archive.readText(part), { uri: source.uri, part });
  const rootFile = descendants(await readXml(container), 'rootfile')[0];
  const packagePath = rootFile?.attributes['full-path'];
  if (!packagePath) throw damaged(source.uri, `${container} names no package`);
  const book = await readXml(packagePath);
  const spine = readSpine(book, packagePath);
  if (spine.chapters.length === 0) throw damaged(source.uri, 'it lists no text');
  if (archive.has(encryption)) {
    refuseProtected(await readXml(encryption), spine.chapters, source.uri);
  }
  return { archive, title: readTitle(book), ...spine };
}

function readSpine(book: XmlElement, packagePath: string) {
  const folder = path.dirname(packagePath);
  const resolve = (href: string) => path.join(folder, decodePath(href.replace(/#.*$/, '')));
  const manifest = new Map(
    descendants(book, 'item').map(({ attributes }) => [attributes['id'] ?? '', attributes]),
  );
  const linear: string[] = [];
  const apart: string[] = [];
  for (const { attributes } of descendants(book, 'itemref')) {
    const item = manifest.get(attributes['idref'] ?? '');
    const href = item?.['href'];
    if (!href || !readableTypes.test(item['media-type'] ?? '')) continue;
    if (item['properties']?.split(/\s+/).includes('nav')) continue;
    (attributes['linear'] === 'no' ? apart : linear).push(resolve(href));
  }
  const contents = descendants(book, 'reference')
    .filter(({ attributes }) => attributes['type'] === 'toc')
    .map(({ attributes }) => resolve(attributes['href'] ?? ''));
  return { chapters: [...new Set([...linear, ...apart])], contents: new Set(contents) };
}

function decodePath(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** The main title; an EPUB 3 may name several and say which one that is. */
function readTitle(book: XmlElement): string | undefined {
  const metadata = firstChild(book, 'metadata');
  if (!metadata) return undefined;
  const titles = descendants(metadata, 'title');
  const main = childElements(metadata, 'meta').find(
    (meta) => meta.attributes['property'] === 'title-type' && textContent(meta).trim() === 'main',
  );
  const id = main?.attributes['refines']?.replace(/^#/, '');
  const title = titles.find(({ attributes }) => id && attributes['id'] === id) ?? titles[0];
  return (title && textContent(title).replace(/\s+/g, ' ').trim()) || undefined;
}

function refuseProtected(list: XmlElement, chapters: readonly string[], uri: string): void {
  const isProtected = descendants(list, 'EncryptedData').some((data) => {
    const [method] = descendants(data, 'EncryptionMethod');
    if (fontDisguises.has(method?.attributes['Algorithm'] ?? '')) return false;
    return descendants(data, 'CipherReference').some(({ attributes }) =>
      chapters.includes(path.normalize(decodePath(attributes['URI'] ?? ''))),
    );
  });
  if (!isProtected) return;
  throw new DocumentError(
    'encrypted',
    `${uri} is protected against copying (DRM) and cannot be read. Get it without protection, or take it out.`,
  );
}

function damaged(uri: string, what: string): DocumentError {
  return new DocumentError(
    'damaged',
    `${uri} is damaged: ${what}. Copy it again from where it came from.`,
  );
}
