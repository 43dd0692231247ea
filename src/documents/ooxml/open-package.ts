import { DocumentError } from '../../errors.ts';
import { openArchive } from '../archive.ts';
import type { FormatSource } from '../document-format.ts';
import { childElements, descendants, parseXml, textContent, type XmlElement } from '../xml.ts';
import { ooxmlPrefixes } from './prefixes.ts';

/** What a part of a package refers to: another part, by its name in the archive. */
export interface Relationship {
  id: string;
  /** The last word of its type's address: `styles`, `slide`, `footnotes`. */
  type: string;
  target: string;
}

/** A document of Office Open XML: parts that refer to each other (ECMA-376, part 2). */
export interface OfficePackage {
  /** The part that the document begins with, by its name and its root. */
  main: { name: string; root: XmlElement };
  /** The root of a part. @throws DocumentError where it is missing or damaged */
  readPart(name: string): Promise<XmlElement>;
  /** A part's text, undecoded XML, for those that are too large for a tree. */
  readPartText(name: string): Promise<string>;
  has(name: string): boolean;
  relationshipsOf(name: string): Promise<Relationship[]>;
  /** The root of the first part of a type that another refers to, where there is one. */
  readRelated(name: string, type: string): Promise<XmlElement | undefined>;
  /** As the document's properties have it, without a judgement. */
  title: string | undefined;
  /** How many pages the program that saved it counted. */
  pages: number | undefined;
}

export interface PackageKind {
  /** The element that the main part of this kind of document has, for telling others. */
  root: string;
  /** For messages. */
  kind: string;
  /** Elements that its reader has no use for. */
  leaveOut?: ReadonlySet<string>;
}

/**
 * Opens a package and finds its main part.
 * @throws DocumentError 'mismatched' where it is a package or an archive of another kind
 */
export async function openPackage(
  source: FormatSource,
  { root, kind, leaveOut }: PackageKind,
): Promise<OfficePackage> {
  const { uri } = source;
  const archive = await openArchive(source);
  // Names of parts are the same whatever their case, and some programs make use of it.
  const names = new Map(archive.names.map((name) => [name.toLowerCase(), name]));
  const find = (name: string) => names.get(name.toLowerCase());
  const readPartText = (name: string) => archive.readText(find(name) ?? name);
  const readPart = async (name: string) =>
    parseXml(await readPartText(name), {
      uri,
      part: name,
      prefixes: ooxmlPrefixes,
      ...(leaveOut ? { leaveOut } : {}),
    });

  const relationshipsOf = async (name: string): Promise<Relationship[]> => {
    const part = find(relationshipsName(name));
    if (part === undefined) return [];
    return childElements(await readPart(part)).flatMap(({ attributes }): Relationship[] => {
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
      if (mode === 'External') return [];
      return [{ id, type: type.split('/').at(-1)!, target: resolveTarget(name, target) }];
    });
  };
  const related = async (name: string, type: string) => {
    const relationships = await relationshipsOf(name);
    return relationships.find((one) => one.type === type && find(one.target))?.target;
  };

  const main = await related('', 'officeDocument');
  if (main === undefined) throw mismatched(uri, kind);
  const mainRoot = await readPart(main);
  if (mainRoot.name !== root) throw mismatched(uri, kind);
  const readProperty = async (type: string, element: string) => {
    const part = await related('', type);
    const properties = part === undefined ? undefined : await orNothing(readPart(part));
    const found = properties && descendants(properties, element)[0];
    return (found && textContent(found).replace(/\s+/g, ' ').trim()) || undefined;
  };
  return {
    main: { name: main, root: mainRoot },
    readPart,
    readPartText,
    has: (name) => find(name) !== undefined,
    relationshipsOf,
    readRelated: async (name, type) => {
      const part = await related(name, type);
      return part === undefined ? undefined : readPart(part);
    },
    title: await readProperty('core-properties', 'title'),
    pages: Number(await readProperty('extended-properties', 'Pages')) || undefined,
  };
}

/** What is said about a document can be damaged and the document whole. */
const orNothing = (part: Promise<XmlElement>): Promise<XmlElement | undefined> =>
  part.catch((cause: unknown) => {
    if (cause instanceof DocumentError && cause.reason === 'damaged') return undefined;
    throw cause;
  });

function relationshipsName(part: string): string {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
  return `${folder}_rels/${name}.rels`;
}

/** A reference is relative to the folder of the part that makes it, or begins at the root. */
function resolveTarget(part: string, target: string): string {
  const path = target.startsWith('/') ? target : `${part.replace(/[^/]*$/, '')}${target}`;
  const folders: string[] = [];
  for (const folder of path.split('/')) {
    if (folder === '..') folders.pop();
    else if (folder !== '' && folder !== '.') folders.push(folder);
  }
  return folders.join('/');
}

const mismatched = (uri: string, kind: string): DocumentError =>
  new DocumentError(
    'mismatched',
    `${uri} is not what its name says: it is an archive of another kind than ${kind}. Give it the ending of what it is, or save it again in its program.`,
  );
