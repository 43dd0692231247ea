import { documentId } from '../documents/document-id.ts';
import { titleFromUri } from '../documents/title-from-uri.ts';
import type { IndexedDocument } from '../ports.ts';

/** A file of this run. */
export interface SeenFile {
  uri: string;
  /** Of its bytes; undefined where they cannot be had. */
  revision: string | undefined;
  /** True where it cannot be read, and trying again would not change that. */
  fails: boolean;
  /** True where an earlier run may have been stopped while it changed this file's title. */
  inDoubt?: boolean;
}

/** A document to be read, from its first URI. */
export interface PlannedReading {
  kind: 'add' | 'replace' | 'rename';
  id: string;
  /** Sorted; the first is shown. */
  uris: string[];
  revision: string;
  /** Where the document was; empty for one that is added. */
  from: string[];
}

export interface PlannedMove {
  id: string;
  uris: string[];
  from: string[];
}

/** What makes the index equal to the files. */
export interface Plan {
  /** In the order of their first URIs. */
  readings: PlannedReading[];
  moves: PlannedMove[];
  removals: { id: string; from: string[] }[];
  /** Documents that stay as they are. */
  unchanged: { id: string; uris: string[] }[];
}

export interface PlanInput {
  /** Each URI once. */
  files: readonly SeenFile[];
  documents: readonly Pick<IndexedDocument, 'id' | 'revision' | 'title' | 'uris'>[];
  /** Whether a place that is indexed and was not seen is gone; else it is taken to be as it was. */
  covers: (uri: string) => boolean;
}

type Document = PlanInput['documents'][number];

/**
 * Decides what an ingestion does. A document belongs to its content first and to its place second:
 *
 * 1. A document whose content lies somewhere stays, under all the places where it lies.
 * 2. Of the others, one at whose place another content lies takes that content, or stays as it is
 *    where the file there cannot be read.
 * 3. What is left of contents is added, and what is left of documents removed.
 *
 * So each step of carrying a plan out leads to a state with the same end: a run that was stopped
 * anywhere is completed by the next. A file that cannot be read has no content here.
 */
export function planChanges({ files, documents, covers }: PlanInput): Plan {
  const seen = new Map(files.map((file) => [file.uri, file]));
  const places = placesByRevision(files);
  const ordered = [...documents].sort(byFirstUri);
  const plan: Plan = { readings: [], moves: [], removals: [], unchanged: [] };
  const settled = new Set<string>();

  for (const [revision, owners] of groupByRevision(ordered)) {
    const outside = owners.flatMap(({ uris }) =>
      uris.filter((uri) => !seen.has(uri) && !covers(uri)),
    );
    const uris = sortedUnique([...outside, ...(places.get(revision) ?? [])]);
    const [owner] = owners;
    const [first] = uris;
    if (owner === undefined || first === undefined) continue;
    places.delete(revision);
    settled.add(owner.id);
    const readAnew = seen.get(first)?.inDoubt === true || !readsAlike(owner, first);
    if (readAnew && seen.has(first)) plan.readings.push(reading('rename', owner, revision, uris));
    else stay(plan, owner, uris);
  }

  for (const document of ordered.filter(({ id }) => !settled.has(id))) {
    const heir = findHeir(document, seen, places);
    if (heir === undefined) continue;
    settled.add(document.id);
    if (heir.fails || heir.revision === undefined) stay(plan, document, [heir.uri]);
    else {
      const uris = places.get(heir.revision) ?? [];
      plan.readings.push(reading('replace', document, heir.revision, uris));
      places.delete(heir.revision);
    }
  }

  addNew(plan, places, documents);
  plan.readings.sort((left, right) => compare(left.uris[0], right.uris[0]));
  for (const { id, uris } of ordered) {
    if (!settled.has(id)) plan.removals.push({ id, from: uris });
  }
  return plan;
}

/** Where each content that can be read lies, sorted. */
function placesByRevision(files: readonly SeenFile[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { uri, revision, fails } of [...files].sort((a, b) => compare(a.uri, b.uri))) {
    if (revision === undefined || fails) continue;
    const known = places.get(revision);
    if (known) known.push(uri);
    else places.set(revision, [uri]);
  }
  return places;
}

/** Documents of one content, the one that keeps it first. There are several only in an old index. */
function groupByRevision(ordered: readonly Document[]): Map<string, Document[]> {
  const groups = new Map<string, Document[]>();
  for (const document of ordered) {
    const group = groups.get(document.revision);
    if (group) group.push(document);
    else groups.set(document.revision, [document]);
  }
  return groups;
}

/**
 * The file at a document's place, unless that has gone to another document. Only the first place at
 * which there is one counts: whether a further one is free can differ in the middle of a run.
 */
function findHeir(
  { uris }: Document,
  seen: ReadonlyMap<string, SeenFile>,
  places: ReadonlyMap<string, string[]>,
): SeenFile | undefined {
  const file = sortedUnique(uris)
    .map((uri) => seen.get(uri))
    .find((one) => one !== undefined);
  if (file === undefined) return undefined;
  const isFree = file.fails || file.revision === undefined || places.has(file.revision);
  return isFree ? file : undefined;
}

function stay(plan: Plan, { id, uris: from }: Document, uris: string[]): void {
  if (uris.join('\n') === from.join('\n')) plan.unchanged.push({ id, uris });
  else plan.moves.push({ id, uris, from });
}

const reading = (
  kind: PlannedReading['kind'],
  { id, uris: from }: Document,
  revision: string,
  uris: string[],
): PlannedReading => ({ kind, id, uris, revision, from });

/** Whether a file would be read alike at another place: the kind and a missing title come from there. */
function readsAlike({ uris, title }: Document, uri: string): boolean {
  const [from] = uris;
  if (from === undefined || from === uri) return true;
  const named = titleFromUri(from) === title;
  return extensionOf(from) === extensionOf(uri) && (!named || titleFromUri(uri) === title);
}

const extensionOf = (uri: string): string => /\.[^./]+$/.exec(uri)?.[0].toLowerCase() ?? '';

function addNew(
  plan: Plan,
  places: ReadonlyMap<string, string[]>,
  documents: readonly Document[],
): void {
  const taken = new Set(documents.map(({ id }) => id));
  const contents = [...places].sort(([, left], [, right]) => compare(left[0], right[0]));
  for (const [revision, uris] of contents) {
    const id = freeId(uris[0] ?? '', taken);
    taken.add(id);
    plan.readings.push({ kind: 'add', id, uris, revision, from: [] });
  }
}

/** The id of a place, or one like it where a document that has moved away keeps that. */
function freeId(uri: string, taken: ReadonlySet<string>): string {
  for (let attempt = 1; ; attempt += 1) {
    const id = documentId(uri, attempt);
    if (!taken.has(id)) return id;
  }
}

const sortedUnique = (uris: readonly string[]): string[] => [...new Set(uris)].sort(compare);

function byFirstUri(left: Document, right: Document): number {
  return compare(left.uris[0], right.uris[0]) || compare(left.id, right.id);
}

/** By code units, and so the same everywhere. */
function compare(left: string | undefined = '', right: string | undefined = ''): number {
  return left < right ? -1 : Number(left > right);
}
