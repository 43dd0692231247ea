import type { Connection, Table } from '@lancedb/lancedb';
import { IndexError } from '../../errors.ts';
import { missing } from './location.ts';
import { openExisting } from './open-existing.ts';
import {
  documentsSchema,
  fingerprintOf,
  type IndexSettings,
  indexText,
  passagesSchema,
  settingsOf,
  TABLES_LISTED,
  tableNames,
} from './schema.ts';
import { publishedVersion } from './writer.ts';

export interface IndexTables {
  documents: Table;
  passages: Table;
  state: 'published' | 'new' | 'beside another';
}

export interface IndexDescription {
  uri: string;
  fingerprint: string;
  settings: IndexSettings;
  /** Of the passages' vectors. */
  dimension: number;
}

export interface OpeningMode {
  /** Make the tables where there are none. */
  create: boolean;
  /** Also beside the tables of another fingerprint. */
  rebuild: boolean;
}

/** The tables of this fingerprint. Throws `IndexError` where there are none and none may be made. */
export async function openTables(
  connection: Connection,
  index: IndexDescription,
  { create, rebuild }: OpeningMode,
): Promise<IndexTables> {
  const all = await connection.tableNames({ limit: TABLES_LISTED });
  const names = tableNames(index.fingerprint);
  const documents = await openExisting(connection, names.documents);
  const passages = await openExisting(connection, names.passages);
  if (documents && passages && (await publishedVersion(passages)) !== undefined) {
    return { documents, passages, state: 'published' };
  }
  const foreign = foreignTables(all, index.fingerprint);
  if (foreign.length > 0 && !rebuild) throw await refusal(connection, foreign, index);
  if (!create) throw missing(index.uri);
  return {
    state: foreign.length > 0 ? 'beside another' : 'new',
    documents: documents ?? (await connection.createEmptyTable(names.documents, documentsSchema())),
    passages: await searchable(
      passages ??
        (await connection.createEmptyTable(
          names.passages,
          passagesSchema(index.dimension, index.settings),
        )),
    ),
  };
}

/** Removes the tables of a fingerprint, or of all but one. */
export async function dropTables(
  connection: Connection,
  which: { of: string } | { allBut: string },
): Promise<void> {
  const all = await connection.tableNames({ limit: TABLES_LISTED });
  const names =
    'of' in which
      ? all.filter((name) => fingerprintOf(name) === which.of)
      : foreignTables(all, which.allBut);
  for (const name of names) await connection.dropTable(name);
}

/** LanceDB refuses a full-text query where no index was ever made. */
async function searchable(passages: Table): Promise<Table> {
  const indices = await passages.listIndices();
  if (indices.length === 0) await indexText(passages);
  return passages;
}

function foreignTables(all: string[], fingerprint: string): string[] {
  return all.filter((name) => ![undefined, fingerprint].includes(fingerprintOf(name)));
}

async function refusal(
  connection: Connection,
  foreign: string[],
  { uri, settings }: IndexDescription,
): Promise<IndexError> {
  const name = foreign.find((table) => table.startsWith('passages_'));
  const table = name === undefined ? undefined : await openExisting(connection, name);
  const theirs = table && settingsOf(await table.schema());
  const differences = theirs ? differing(theirs, settings) : [];
  const detail = differences.length > 0 ? ` (${differences.join('; ')})` : '';
  const message = `The index at ${uri} was made by other settings${detail}. Make it anew with: npm run ingest -- --rebuild`;
  return new IndexError('foreign', message);
}

/** For example `embedding model: "a" there, "b" here`. */
function differing(theirs: IndexSettings, ours: IndexSettings): string[] {
  return [...new Set([...Object.keys(theirs), ...Object.keys(ours)])]
    .map((key) => ({ key, there: JSON.stringify(theirs[key]), here: JSON.stringify(ours[key]) }))
    .filter(({ there, here }) => there !== here)
    .map(
      ({ key, there, here }) => `${words(key)}: ${there ?? 'unset'} there, ${here ?? 'unset'} here`,
    );
}

/** `embeddingModel` as `embedding model`. */
function words(key: string): string {
  return key.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
