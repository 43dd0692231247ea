import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect, MatchQuery, type Table } from '@lancedb/lancedb';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { Blobs } from '../../src/adapters/lancedb/blobs.ts';
import { indexText } from '../../src/adapters/lancedb/schema.ts';
import { Writer } from '../../src/adapters/lancedb/writer.ts';
import {
  type LanceStore,
  type LanceStoreOptions,
  openLanceStore,
} from '../../src/adapters/lancedb.ts';
import { IndexError } from '../../src/errors.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { describePassageStore, growCorpus, question } from '../contracts/passage-store.contract.ts';
import { DIMENSION, seededRandom, syntheticEntry } from '../contracts/synthetic-documents.ts';
import { generation } from './lancedb-writer-process.ts';

const FINGERPRINT = 'ab12cd34ef56';
const PASSAGES = `passages_${FINGERPRINT}.lance`;
const DOCUMENTS = `documents_${FINGERPRINT}.lance`;
const HOUR = 3_600_000;

const KILLS = 4;

const directories: string[] = [];
const stores: LanceStore[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const directory of directories.splice(0)) {
    await rm(directory, { recursive: true, force: true });
  }
});

describePassageStore('LanceDB', async () => {
  const directory = await temporaryDirectory();
  return { open: () => open(directory) };
});

describe('an index in LanceDB', () => {
  it('is missing until something was published, and looking for it leaves no trace', async () => {
    const uri = join(await temporaryDirectory(), 'index');
    await expectRefusal(open(uri, { create: false }), 'missing', 'npm run ingest');
    expect(existsSync(uri)).toBe(false);
    const writer = await open(uri);
    await expectRefusal(open(uri, { create: false }), 'missing', 'npm run ingest');
    await writer.maintain();
    expect(await (await open(uri, { create: false })).listDocuments()).toEqual([]);
  });

  it('is read by those who may not create it, as new as they ask', async () => {
    const uri = await temporaryDirectory();
    const writer = await open(uri);
    await writer.replaceDocuments([syntheticEntry('a', ['One.'])]);
    let now = 1000;
    const options = { create: false, now: () => now };
    const patient = await open(uri, { ...options, readConsistencySeconds: 5 });
    const eager = await open(uri, { ...options, readConsistencySeconds: 0 });
    await writer.replaceDocuments([syntheticEntry('b', ['Two.'])]);
    expect(await eager.countPassages()).toBe(2);
    expect(await patient.countPassages()).toBe(1);
    now += 4999;
    expect(await patient.search(question('two'))).toHaveLength(1);
    now += 1;
    expect(await patient.search(question('two'))).toHaveLength(2);
    expect(await patient.version()).toBe(await eager.version());
  });

  it('is refused where other settings made it, saying which', async () => {
    const uri = await temporaryDirectory();
    await (await open(uri)).replaceDocuments([syntheticEntry('a', ['One.'])]);
    const other = {
      fingerprint: 'ff',
      settings: { embeddingModel: 'other', dimension: DIMENSION },
    };
    for (const create of [true, false]) {
      const refused = open(uri, { ...other, create });
      await expectRefusal(refused, 'foreign', 'npm run ingest -- --rebuild');
      await expectRefusal(refused, 'foreign', 'embedding model: "test" there, "other" here');
    }
  });

  it('is rebuilt beside the old one, which answers until the new one is whole', async () => {
    const uri = await temporaryDirectory();
    const old = await open(uri);
    await old.replaceDocuments([syntheticEntry('a', ['Old.'])]);
    const other = { fingerprint: 'ff', settings: {} };
    for (const id of ['b', 'c']) {
      // As after a kill: opened twice, and the second run finds what the first wrote.
      const rebuilt = await open(uri, { ...other, rebuild: true });
      await rebuilt.replaceDocuments([syntheticEntry(id, [`New ${id}.`])]);
      await rebuilt.maintain();
      expect(await rebuilt.search(question('new'))).toHaveLength(id === 'b' ? 1 : 2);
      await expectRefusal(open(uri, { ...other, create: false }), 'foreign', '--rebuild');
      await expectRefusal(open(uri, other), 'foreign', '--rebuild');
      expect(await (await open(uri, { create: false })).countPassages()).toBe(1);
    }
    const finished = await open(uri, { ...other, rebuild: true });
    await finished.dropForeignTables();
    expect(await (await open(uri, { ...other, create: false })).countPassages()).toBe(2);
    expect((await readdir(uri)).sort()).toEqual([
      'documents_ff.lance',
      'passages_ff.lance',
      'texts_ff_1.lance',
    ]);
    await expect(old.countPassages()).rejects.toThrow(IndexError);
  });

  it('has scores of LanceDB that its own optimize does not change', async () => {
    const uri = await temporaryDirectory();
    await growCorpus(await open(uri));
    const { passages } = await tables(uri);
    const before = await rawScores(passages, 'word1 word5 word9');
    expect(before.length).toBeGreaterThan(20);
    await passages.optimize({ cleanupOlderThan: new Date(0) });
    expect(await rawScores(passages, 'word1 word5 word9')).toEqual(before);
    await indexText(passages);
    expect(await rawScores(passages, 'word1 word5 word9')).toEqual(before);
  });

  it('is searched by the terms it was given for each passage, as they are', async () => {
    const strange = [
      ...['Capital', 'capital', 'the', 'running', 'run', 'café', 'cafe', 'e\u0301'],
      ...['"quote', "o'brien", '+must', 'title:cyber', 'a*', '(OR', '\\', '--'],
      ...['media@nbr.org', 'at&t', '3.5', '网络', '网络安全', 'เรือ', '😀', '🇩🇪', '\u202e'],
      ...['अंतर्राष्ट्रीय', 'Donaudampfschifffahrtselektrizitätengesellschaft', 'y'.repeat(300)],
    ];
    const entry = syntheticEntry(
      'd',
      strange.map((_, index) => `Passage ${index}.`),
    );
    const termsOf = ({ ordinal }: { ordinal: number }) => [strange[ordinal]!, 'common'];
    const store = await open(await temporaryDirectory(), { termsOf });
    await store.replaceDocuments([entry]);
    for (const [ordinal, term] of strange.entries()) {
      const found = await store.search({ ...question('x'), terms: [term] });
      const matching = found.filter(({ textScore }) => textScore > 0);
      expect(
        matching.map(({ passage }) => passage.ordinal),
        term,
      ).toEqual([ordinal]);
    }
    const found = await store.search({ ...question('x'), terms: ['common', 'passage'] });
    expect(found.filter(({ textScore }) => textScore > 0)).toHaveLength(strange.length);
  });

  it('gives the same passages with and without its cache', async () => {
    const uri = await temporaryDirectory();
    await growCorpus(await open(uri));
    const [cached, bare] = [await open(uri), await open(uri, { cacheBytes: 1 })];
    for (const text of ['word1 word2', 'word2 word3', 'word1 word2']) {
      expect(await cached.search(question(text))).toEqual(await bare.search(question(text)));
    }
  });
});

describe('misuse', () => {
  it('is not taken for damage', async () => {
    const store = await open(await temporaryDirectory());
    const entry = syntheticEntry('a', ['One.']);
    await expect(store.replaceDocuments([entry, entry])).rejects.toThrow('"a" was given twice');
    const vector = new Float32Array(3);
    const passages = [{ ...entry.passages[0]!, vector }];
    await expect(store.replaceDocuments([{ ...entry, passages }])).rejects.toThrow('a/0 has 3');
    await store.replaceDocuments([entry]);
    const wrong = store.search({ ...question('one'), vector });
    await expect(wrong).rejects.toThrow('question has 3 numbers; this index was made for 384');
    await expect(wrong).rejects.not.toThrow(IndexError);
  });

  it('removes a document that is replaced by one without passages', async () => {
    const uri = await temporaryDirectory();
    const store = await open(uri);
    const [a, b] = [syntheticEntry('a', ['One.']), syntheticEntry('b', ['Two.'])];
    await store.replaceDocuments([a, b]);
    await store.replaceDocuments([{ ...a, passages: [] }]);
    expect((await store.listDocuments()).map(({ id }) => id)).toEqual(['b']);
    await store.replaceDocuments([a, { ...b, passages: [] }]);
    expect((await store.listDocuments()).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('maintenance', () => {
  it('commits nothing when there is nothing to do', async () => {
    const uri = await temporaryDirectory();
    const store = await open(uri);
    await growCorpus(store);
    await store.maintain();
    const before = await filesOf(uri);
    await store.maintain();
    await (await open(uri)).maintain();
    expect(await filesOf(uri)).toEqual(before);
  });

  it('leaves one fragment and, in time, one version, while readers go on', async () => {
    const uri = await temporaryDirectory();
    let now = Date.now();
    const store = await open(uri, { now: () => now });
    await growCorpus(store);
    const reader = await open(uri, { create: false, readConsistencySeconds: 60 });
    await store.maintain();
    const { passages } = await tables(uri);
    expect((await passages.stats()).fragmentStats.numFragments).toBe(1);
    expect(await reader.listPassages()).toHaveLength(await reader.countPassages());
    now += HOUR + 60_000;
    await store.maintain();
    expect(await passages.listVersions()).toHaveLength(1);
    expect(await store.countPassages()).toBeGreaterThan(10);
  });

  it('keeps the text of ten earlier revisions', async () => {
    const uri = await temporaryDirectory();
    let now = Date.now();
    const store = await open(uri, { now: () => now });
    const revisions = Array.from({ length: 13 }, (_, n) => syntheticEntry('d', [`Text ${n}.`]));
    for (const entry of revisions) {
      await store.replaceDocuments([entry]);
      now += HOUR;
    }
    await store.maintain();
    const kept = await Promise.all(
      revisions.map(({ document }) => store.readDocument('d', document.revision)),
    );
    expect(kept.map((document) => document !== undefined)).toEqual([
      ...[false, false],
      ...Array.from({ length: 11 }, () => true),
    ]);
  });
});

describe('an interrupted run', () => {
  const before = syntheticEntry('d', ['Before one.', 'Before two.']);
  const after = syntheticEntry('d', ['After.']);

  it('leaves the old state where it wrote the texts only, and the next removes them', async () => {
    const uri = await temporaryDirectory();
    let now = Date.now();
    const store = await open(uri, { now: () => now });
    await store.replaceDocuments([before]);
    const { documents, writer } = await tables(uri);
    now += 1;
    await writer.writeTexts([after.document, syntheticEntry('new', ['Never seen.']).document]);
    const reader = await open(uri, { create: false });
    expect(await reader.listDocuments()).toHaveLength(1);
    expect(await reader.readDocument('d')).toEqual(before.document);
    expect(await reader.readDocument('new')).toBeUndefined();

    await store.maintain();
    expect(await documents.countRows()).toBe(3);
    now += HOUR + 1000;
    await store.maintain();
    expect(await documents.countRows()).toBe(1);
    expect(await store.readDocument('d')).toEqual(before.document);
  });

  it('leaves the old state where it wrote the passages too, and the next shows the new', async () => {
    const uri = await temporaryDirectory();
    await (await open(uri)).replaceDocuments([before]);
    const { writer } = await tables(uri);
    await writer.writeTexts([after.document]);
    await writer.writePassages([after]);
    const reader = await open(uri, { create: false });
    expect(await reader.readDocument('d')).toEqual(before.document);
    expect(await reader.search(question('before after'))).toHaveLength(2);

    const next = await open(uri);
    expect(await next.readDocument('d')).toEqual(after.document);
    expect(await reader.search(question('before after'))).toHaveLength(1);
  });

  it('is finished where it removed the passages of a document but not yet its texts', async () => {
    const uri = await temporaryDirectory();
    let now = Date.now();
    const store = await open(uri, { now: () => now });
    await store.replaceDocuments([before, syntheticEntry('other', ['Stays.'])]);
    const { documents, passages, writer } = await tables(uri);
    await passages.delete("document_id = 'd'");
    await writer.publish();
    expect(await store.readDocument('d')).toBeUndefined();
    expect(await store.readDocument('d', before.document.revision)).toBeUndefined();
    now += HOUR + 1000;
    await store.maintain();
    expect(await documents.countRows()).toBe(1);
  });

  it('is finished where it added the new passages but did not delete the old yet', async () => {
    const uri = await temporaryDirectory();
    const kept = syntheticEntry('kept', ['Stays.']);
    await (await open(uri)).replaceDocuments([before, kept]);
    // The rows of before, as they are, lie beside those of after.
    const { passages, writer } = await tables(uri);
    const rows = await passages.query().where("document_id = 'd'").toArrow();
    await writer.writeTexts([after.document]);
    await writer.writePassages([after]);
    await passages.add(rows);
    const reader = await open(uri, { create: false });
    expect(await reader.readDocument('d')).toEqual(before.document);
    for (const store of [await open(uri), reader]) {
      expect((await store.listPassages()).map(({ text }) => text)).toEqual(['After.', 'Stays.']);
      expect(await store.readDocument('d')).toEqual(after.document);
    }
  });

  it('is done anew from there with the same result', async () => {
    const uri = await temporaryDirectory();
    const longer = syntheticEntry('d', ['After one.', 'After two.', 'After three.']);
    await (await open(uri)).replaceDocuments([before]);
    const { passages, writer } = await tables(uri);
    const rows = await passages.query().where("document_id = 'd'").toArrow();
    await writer.writePassages([longer]);
    await passages.add(rows);
    const again = (await tables(uri)).writer;
    await again.replaceDocuments([longer], true);
    const reader = await open(uri, { create: false });
    expect((await reader.listPassages()).map(({ text }) => text)).toEqual(
      longer.passages.map(({ text }) => text),
    );
  });

  it('leaves moved documents for the next to announce', async () => {
    const uri = await temporaryDirectory();
    await (await open(uri)).replaceDocuments([before]);
    const reader = await open(uri, { create: false });
    const { documents } = await tables(uri);
    const moved = documents.mergeInsert('id').whenMatchedUpdateAll();
    await moved.execute([{ id: 'd', uris: ['file:///new.md'] }]);
    await open(uri);
    expect((await reader.listDocuments())[0]?.uri).toBe('file:///new.md');
  });

  it('is repaired where a text was lost', async () => {
    const uri = await temporaryDirectory();
    await (await open(uri)).replaceDocuments([before, syntheticEntry('other', ['Stays.'])]);
    await (await tables(uri)).documents.delete("id = 'd'");
    await expectRefusal(open(uri, { create: false }), 'damaged', '--rebuild');
    const repairing = await open(uri);
    expect((await repairing.listDocuments()).map(({ id }) => id)).toEqual(['other']);
    await repairing.maintain();
    expect(await (await open(uri, { create: false })).search(question('x'))).toHaveLength(1);
  });

  it('may be killed at any moment', async () => {
    const uri = await temporaryDirectory();
    await (await open(uri)).replaceDocuments(generation(0));
    const reader = await open(uri, { create: false });
    const code = await writerProcess();
    const random = seededRandom(5);
    for (let first = 1, kills = 0; kills < KILLS; kills += 1) {
      first = (await writeAndKill(code, uri, first, random() * 90)) + 1;
      await expectOneGeneration(reader);
      const next = await open(uri);
      await next.maintain();
      await expectOneGeneration(next);
    }
  }, 60_000);
});

describe('a damaged index', () => {
  const damages: Record<string, (uri: string) => Promise<void>> = {
    'a cut manifest': async (uri) => cut(await newest(join(uri, PASSAGES, '_versions'))),
    'an empty manifest': async (uri) => truncate(await newest(join(uri, DOCUMENTS, '_versions'))),
    'a lost data file': async (uri) => rm(await newest(join(uri, PASSAGES, 'data'))),
    'a lost text file': async (uri) => rm(await newest(join(uri, DOCUMENTS, 'data'))),
    'a cut data file': async (uri) => cut(await newest(join(uri, PASSAGES, 'data'))),
    'garbage for data': async (uri) =>
      writeFile(await newest(join(uri, PASSAGES, 'data')), 'garbage'.repeat(1000)),
    'a lost full-text index': async (uri) =>
      rm(join(uri, PASSAGES, '_indices'), { recursive: true }),
    'an unreadable tag': async (uri) =>
      writeFile(join(uri, PASSAGES, '_refs', 'tags', 'published.json'), '{{{'),
  };

  for (const [damage, make] of Object.entries(damages)) {
    it(`is refused and rebuilt: ${damage}`, async () => {
      const uri = await temporaryDirectory();
      const store = await open(uri);
      await store.replaceDocuments([syntheticEntry('a', ['One.', 'Two.'])]);
      await store.replaceDocuments([syntheticEntry('b', ['Three.'])]);
      await make(uri);
      for (const create of [false, true]) {
        await expectRefusal(open(uri, { create }), 'damaged', 'npm run ingest -- --rebuild');
      }
      const rebuilt = await open(uri, { rebuild: true });
      expect(await rebuilt.listDocuments()).toEqual([]);
      await rebuilt.replaceDocuments([syntheticEntry('a', ['Again.'])]);
      expect(await (await open(uri, { create: false })).countPassages()).toBe(1);
    });
  }

  it('says what to do where even a rebuild fails', async () => {
    const uri = await temporaryDirectory();
    await writeFile(join(uri, PASSAGES), 'not a table');
    await expectRefusal(open(uri, { rebuild: true }), 'damaged', `Delete it`);
  }, 20_000);

  it('is made anew where a killed run left directories without a commit', async () => {
    const uri = await temporaryDirectory();
    for (const table of [PASSAGES, DOCUMENTS]) {
      await mkdir(join(uri, table, '_versions'), { recursive: true });
    }
    await expectRefusal(open(uri, { create: false }), 'missing', 'npm run ingest');
    const store = await open(uri);
    await store.replaceDocuments([syntheticEntry('a', ['One.'])]);
    expect(await store.countPassages()).toBe(1);
  });
});

describe('a place that cannot be an index', () => {
  it('is a file, a directory of other files, or a scheme no one knows', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'notes.txt'), 'mine');
    for (const create of [true, false]) {
      const file = open(join(directory, 'notes.txt'), { create });
      await expectRefusal(file, 'unreachable', 'Set LANCEDB_URI to a directory');
      await expectRefusal(open(directory, { create }), 'unreachable', 'notes.txt');
      await expectRefusal(open('nowhere://x', { create }), 'unreachable', 'LANCEDB_URI');
    }
    expect(await readdir(directory)).toEqual(['notes.txt']);
  });

  it.skipIf(process.getuid?.() === 0)('is a directory that may not be read', async () => {
    const directory = await temporaryDirectory();
    await chmod(directory, 0);
    await expectRefusal(open(directory), 'unreachable', 'access rights');
    await chmod(directory, 0o700);
  });
});

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-lancedb-'));
  directories.push(directory);
  return directory;
}

async function open(uri: string, options: Partial<LanceStoreOptions> = {}): Promise<LanceStore> {
  const store = await openLanceStore({ ...optionsFor(uri), ...options });
  stores.push(store);
  return store;
}

function optionsFor(uri: string): LanceStoreOptions {
  return {
    uri,
    fingerprint: FINGERPRINT,
    settings: { embeddingModel: 'test', dimension: DIMENSION },
    dimension: DIMENSION,
    sentenceDimension: DIMENSION,
    termsOf: searchTerms,
    create: true,
    readConsistencySeconds: 0,
  };
}

/** The tables themselves, and a writer that can stop after any of its steps. */
async function tables(uri: string): Promise<{ documents: Table; passages: Table; writer: Writer }> {
  const connection = await connect(uri, { readConsistencyInterval: 0 });
  const documents = await connection.openTable(`documents_${FINGERPRINT}`);
  const passages = await connection.openTable(`passages_${FINGERPRINT}`);
  const parts = { connection, fingerprint: FINGERPRINT, now: Date.now };
  const originals = new Blobs({ ...parts, kind: 'originals' });
  const texts = new Blobs({ ...parts, kind: 'texts' });
  const writer = new Writer({
    documents,
    passages,
    originals,
    texts,
    dimension: DIMENSION,
    approximateFrom: 25_000,
    termsOf: searchTerms,
    now: Date.now,
    graceMilliseconds: HOUR,
    unpublished: false,
  });
  return { documents, passages, writer };
}

async function rawScores(passages: Table, text: string): Promise<string[]> {
  const query = passages.query().nearestToText(new MatchQuery(text, 'terms'));
  const rows = await query.select(['id', '_score']).limit(1000).toArray();
  return rows.map((row) => `${row.id} ${row._score.toFixed(4)}`).sort();
}

async function expectRefusal(
  opening: Promise<unknown>,
  reason: IndexError['reason'],
  message: string,
): Promise<void> {
  const error = await opening.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(IndexError);
  expect(error).toMatchObject({ reason });
  expect((error as IndexError).message).toContain(message);
}

async function newest(directory: string): Promise<string> {
  const names = await readdir(directory);
  const files = await Promise.all(
    names
      .filter((name) => !name.endsWith('.json'))
      .map(async (name) => ({
        path: join(directory, name),
        modified: (await stat(join(directory, name))).mtimeMs,
      })),
  );
  return files.sort((a, b) => b.modified - a.modified)[0]!.path;
}

async function cut(file: string): Promise<void> {
  await truncate(file, Math.floor((await stat(file)).size / 2));
}

async function filesOf(uri: string): Promise<string[]> {
  return (await readdir(uri, { recursive: true })).sort();
}

/** The code of a process of its own that writes until it is killed. */
async function writerProcess(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { writeUntilKilled } from './lancedb-writer-process.ts';
        await writeUntilKilled(JSON.parse(process.argv[2]), Number(process.argv[3]));`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outputFiles[0]!.text;
}

/** Lets a process write and kills it some milliseconds after its second generation began. */
async function writeAndKill(
  code: string,
  uri: string,
  first: number,
  milliseconds: number,
): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-', JSON.stringify(optionsFor(uri)), String(first)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.end(code);
  let last = first;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (last === first + 1) setTimeout(() => child.kill('SIGKILL'), milliseconds);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}

async function expectOneGeneration(store: LanceStore): Promise<void> {
  const passages = await store.listPassages();
  const n = Number(/\d+/.exec(passages[0]!.text)![0]);
  const entries = generation(n);
  expect(passages.map(({ text }) => text)).toEqual(
    entries.flatMap((entry) => entry.passages).map(({ text }) => text),
  );
  for (const { document, original } of entries) {
    expect(await store.readDocument(document.id)).toEqual(document);
    expect(await store.readOriginal(document.id)).toEqual(original);
  }
  expect(await store.search(question('number'))).toHaveLength(passages.length);
}
