import { describe, expect, it } from 'vitest';
import { analyzeTerms } from '../../src/language/analyze-terms.ts';
import type { Candidate, FileRecord, PassageQuery, PassageStore } from '../../src/ports.ts';
import {
  cosine,
  DIMENSION,
  type SyntheticEntry,
  seededRandom,
  syntheticEntry,
  vectorOf,
} from './synthetic-documents.ts';

/**
 * Opens the store of one place, which is empty at first; each time over a connection of its own. Its
 * full text is what `searchTerms` makes of passages.
 */
export type StoreFactory = () => Promise<{ open: () => Promise<PassageStore> }>;

const HOSTILE_TERMS: string[][] = [
  [],
  [''],
  ['', ' ', '\n\t'],
  ['"an', 'open', 'quote'],
  ["it's", "'", "'''", "');", 'DROP', 'TABLE', 'passages;', '--'],
  ['+must', '-mustnot', 'title:cyber', '"phrase query"~3', 'AND', '(OR', 'NOT'],
  ['*', '?', '[]{}\\', '/', '^', '~', '&&', '||', '!'],
  ['😀', '👩‍👩‍👧', '🇩🇪'],
  ['\u0000\u0007', '\ufeff', '\u202e'],
  ['\ud800', '\udc00', 'lone\ud800'],
  ['the', 'of', 'and', 'a', 'to', 'is'],
  ['что', '这是什么', 'ما', 'هذا', 'e\u0301'],
  ['constructor', '__proto__', 'null', 'NaN'],
  ['x'.repeat(100_000)],
  Array.from({ length: 11_000 }, () => 'secur'),
  Array.from({ length: 15_000 }, (_, index) => `w${index}`),
];

const HOSTILE_IDS = [
  "o'brien's.md",
  '"double".md',
  "back\\slash\\'.md",
  '100%_wild.md',
  "'; DELETE FROM passages; --",
  'notes/2024/été 日本 😀.md',
  'with@at/0',
  'line\nbreak',
  ' ',
];

/** What every passage store must do. */
export function describePassageStore(name: string, makePlace: StoreFactory): void {
  const openNew = async (): Promise<PassageStore> => (await makePlace()).open();

  describe(`${name}: documents`, () => {
    it('starts empty', async () => {
      const store = await openNew();
      expect(await store.listDocuments()).toEqual([]);
      expect(await store.countPassages()).toBe(0);
      expect(await store.listPassages()).toEqual([]);
      expect(await store.search(question('anything'))).toEqual([]);
      expect(await store.readDocument('none')).toBeUndefined();
    });

    it('gives back a document and its passages as they were', async () => {
      const store = await openNew();
      const entry = syntheticEntry('one.md', ['First. Second one. Third.', 'Alone.', 'Last. End.']);
      await store.replaceDocuments([entry]);
      expect(await store.readDocument('one.md')).toEqual(entry.document);
      expectPassages(await store.listPassages(), entry);
    });

    it('keeps every character and offset of unusual text', async () => {
      const store = await openNew();
      const texts = [
        '\ufeffA mark first. Then more.',
        'Zero \u0000 byte. \u202eRight to left. e\u0301.',
        '😀 first. 👩‍👩‍👧 second. 日本語。',
      ];
      const entry = syntheticEntry('unusual', texts, { title: '\ufeffTitle' });
      await store.replaceDocuments([entry]);
      expect((await store.readDocument('unusual'))?.text).toBe(entry.document.text);
      expectPassages(await store.listPassages(), entry);
    });

    it('lists documents by title, then id', async () => {
      const store = await openNew();
      await store.replaceDocuments([
        syntheticEntry('2', ['B.'], { title: 'beta' }),
        syntheticEntry('3', ['C. More.', 'D.'], { title: 'Alpha', uris: ['a:1', 'b:2'] }),
        syntheticEntry('1', ['A.'], { title: 'beta' }),
      ]);
      const documents = await store.listDocuments();
      expect(documents.map(({ id }) => id)).toEqual(['3', '1', '2']);
      expect(documents[0]).toEqual({
        id: '3',
        revision: syntheticEntry('3', ['C. More.', 'D.']).document.revision,
        title: 'Alpha',
        uri: 'a:1',
        uris: ['a:1', 'b:2'],
        mediaType: 'text/markdown',
        passages: 2,
      });
    });

    it('replaces a document by one of fewer or more passages and leaves the others', async () => {
      const store = await openNew();
      const other = syntheticEntry('other', ['Untouched.']);
      await store.replaceDocuments([syntheticEntry('one', ['A.', 'B.', 'C.']), other]);
      for (const texts of [['Only.'], ['A.', 'New B.', 'C.', 'D.', 'E.']]) {
        const entry = syntheticEntry('one', texts);
        await store.replaceDocuments([entry]);
        expectPassages(await store.listPassages({ documents: ['one'] }), entry);
        expectPassages(await store.listPassages({ documents: ['other'] }), other);
        expect(await store.countPassages()).toBe(texts.length + 1);
        expect(await store.search(question('A. B.'))).toHaveLength(texts.length + 1);
      }
    });

    it('replaces documents that have swapped their contents', async () => {
      const store = await openNew();
      const [x, y] = ['0a', '0b'];
      const entry = (id: string, revision: string) =>
        syntheticEntry(id, revision === x ? ['X one.', 'X two.'] : ['Y.'], { revision });
      await store.replaceDocuments([entry('a', x), entry('b', y), entry('c', x)]);
      const swapped = [entry('a', y), entry('b', x)];
      await store.replaceDocuments(swapped);
      for (const one of [...swapped, entry('c', x)]) {
        expectPassages(await store.listPassages({ documents: [one.document.id] }), one);
      }
    });

    it('replaces a document by the same revision, read anew', async () => {
      const store = await openNew();
      const revision = 'f00d';
      for (const texts of [
        ['A.', 'B.', 'C.'],
        ['A. B.', 'C.'],
        ['A.', 'B.', 'C.', 'D.'],
      ]) {
        const entry = syntheticEntry('d', texts, { revision });
        await store.replaceDocuments([entry, syntheticEntry(`new${texts.length}`, ['New.'])]);
        expectPassages(await store.listPassages({ documents: ['d'] }), entry);
        expect(await store.readDocument('d')).toEqual(entry.document);
      }
    });

    it('removes documents with all their revisions and passes over unknown ids', async () => {
      const store = await openNew();
      const first = syntheticEntry('one', ['Before.']);
      await store.replaceDocuments([first, syntheticEntry('two', ['Stays.'])]);
      await store.replaceDocuments([syntheticEntry('one', ['After.'])]);
      await store.removeDocuments(['one', 'unknown']);
      await store.removeDocuments([]);
      expect((await store.listDocuments()).map(({ id }) => id)).toEqual(['two']);
      expect(await store.readDocument('one')).toBeUndefined();
      expect(await store.readDocument('one', first.document.revision)).toBeUndefined();
      await store.removeDocuments(['two']);
      expect(await store.listDocuments()).toEqual([]);
      expect(await store.search(question('Stays.'))).toEqual([]);
    });

    it('still reads earlier revisions', async () => {
      const store = await openNew();
      const revisions = ['One.', 'Two.', 'Three.'].map((text) => syntheticEntry('d', [text]));
      for (const entry of revisions) await store.replaceDocuments([entry]);
      await store.maintain();
      for (const { document } of revisions) {
        expect(await store.readDocument('d', document.revision)).toEqual(document);
      }
      expect(await store.readDocument('d')).toEqual(revisions[2]?.document);
      expect(await store.readDocument('d', 'f00d')).toBeUndefined();
    });

    it('returns to an earlier revision', async () => {
      const store = await openNew();
      const before = syntheticEntry('d', ['Before.']);
      const after = syntheticEntry('d', ['After.', 'All.']);
      for (const entry of [before, after, before]) await store.replaceDocuments([entry]);
      await store.maintain();
      expect(await store.readDocument('d')).toEqual(before.document);
      expect(await store.readDocument('d', after.document.revision)).toEqual(after.document);
      expectPassages(await store.listPassages(), before);
    });

    it('takes any string for an id', async () => {
      const store = await openNew();
      const entries = HOSTILE_IDS.map((id) => syntheticEntry(id, [`Text of ${id}.`, 'More.']));
      await store.replaceDocuments(entries);
      for (const entry of entries) {
        const { id } = entry.document;
        expect(await store.readDocument(id)).toEqual(entry.document);
        expectPassages(await store.listPassages({ documents: [id] }), entry);
        await store.replaceDocuments([syntheticEntry(id, ['Shorter.'])]);
      }
      expect(await store.countPassages()).toBe(HOSTILE_IDS.length);
      for (const id of HOSTILE_IDS) await store.removeDocuments([id]);
      expect(await store.listDocuments()).toEqual([]);
    });
  });

  describe(`${name}: files`, () => {
    it('keeps the file that each revision was read from, while its text is kept', async () => {
      const store = await openNew();
      const [first, second] = ['One.', 'Two.'].map((text) => withOriginal('d', text));
      const other = syntheticEntry('other', ['No file.']);
      await store.replaceDocuments([first!, other]);
      await store.replaceDocuments([second!]);
      await store.maintain();
      expect(await store.readOriginal('d')).toEqual(second!.original);
      expect(await store.readOriginal('d', first!.document.revision)).toEqual(first!.original);
      expect(await store.readOriginal('other')).toBeUndefined();
      expect(await store.readOriginal('unknown')).toBeUndefined();
      // Another document's revision is no way to its file.
      expect(await store.readOriginal('other', first!.document.revision)).toBeUndefined();
      await store.removeDocuments(['d']);
      expect(await store.readOriginal('d')).toBeUndefined();
      await store.replaceDocuments([syntheticEntry('d', ['One.'])]);
      expect(await store.readOriginal('d')).toBeUndefined();
    });

    it('keeps a file that two documents were read from until both are removed', async () => {
      const store = await openNew();
      const a = withOriginal('a', 'Same.');
      const b = syntheticEntry('b', ['Same.'], { revision: a.document.revision });
      await store.replaceDocuments([a]);
      await store.replaceDocuments([{ ...b, original: a.original }]);
      await store.removeDocuments(['a']);
      expect(await store.readOriginal('b')).toEqual(a.original);
      expect(await store.readOriginal('a')).toBeUndefined();
    });

    it('keeps files of any size', async () => {
      const store = await openNew();
      const sizes = [0, 1, 2 ** 20, 2 ** 20 + 1, 9_500_000];
      const entries = sizes.map((size) => withOriginal(`d${size}`, 'Text.', bytesOf(size)));
      await store.replaceDocuments(entries);
      for (const { document, original } of entries) {
        const read = await store.readOriginal(document.id);
        expect(Buffer.compare(read!, original), document.id).toBe(0);
      }
    });

    it('shows readers documents when they are published, and not before', async () => {
      const place = await makePlace();
      const [writer, reader] = [await place.open(), await place.open()];
      await writer.replaceDocuments([syntheticEntry('a', ['One.'])]);
      await writer.replaceDocuments([syntheticEntry('a', ['Two.'])], { publish: false });
      await writer.replaceDocuments([syntheticEntry('b', ['Three.'])], { publish: false });
      for (const store of [reader, writer]) {
        expect(await store.countPassages()).toBe(1);
        expect((await store.readDocument('a'))?.text).toBe('One.');
      }
      await writer.publish();
      for (const store of [reader, writer]) {
        expect((await store.listPassages()).map(({ text }) => text)).toEqual(['Two.', 'Three.']);
      }
      const version = await reader.version();
      await writer.publish();
      expect(await reader.version()).toBe(version);
    });

    it('says anew where documents lie, to every reader', async () => {
      const place = await makePlace();
      const [writer, reader] = [await place.open(), await place.open()];
      const before = syntheticEntry('d', ['Before.']);
      const after = syntheticEntry('d', ['After.', 'More.']);
      const other = syntheticEntry('other', ['Stays.']);
      for (const entry of [before, other, after]) await writer.replaceDocuments([entry]);
      const version = await reader.version();
      const uris = ["file:///new/o'brien.md", 'file:///copy.md'];
      await writer.moveDocuments([]);
      await writer.moveDocuments([
        { id: 'd', uris },
        { id: 'unknown', uris: ['x'] },
      ]);
      expect(await reader.version()).not.toBe(version);
      const [moved, stayed] = await reader.listDocuments();
      expect(moved).toMatchObject({ id: 'd', uri: uris[0], uris, passages: 2 });
      expect(stayed).toMatchObject({ id: 'other', uris: other.document.uris });
      expect(await reader.readDocument('d')).toEqual({ ...after.document, uris });
      expect((await reader.readDocument('d', before.document.revision))?.uris).toEqual(uris);
      expectPassages(await reader.listPassages({ documents: ['d'] }), after);
      expect(scores(await reader.search(question('after')))).toHaveProperty('d/0');
    });

    it('remembers what was seen of files', async () => {
      const place = await makePlace();
      const store = await place.open();
      expect(await store.listFiles()).toEqual([]);
      await store.recordFiles([], ['never seen']);
      const file = (uri: string, changes: Partial<FileRecord> = {}): FileRecord => ({
        uri,
        size: 5_000_000_000,
        modifiedAt: 1_764_000_000_123.456,
        revision: 'f00d',
        ...changes,
      });
      const failure = { reason: 'encrypted', message: "It's locked. \ufeff “Unlock” it." } as const;
      const broken = file("o'brien.pdf", { revision: undefined, failure });
      await store.recordFiles([file('a'), file('b'), broken]);
      await store.recordFiles([file('b', { size: 0, failure }), file('c'), file('c')], ['a']);
      const expected = [file('b', { size: 0, failure }), file('c'), broken];
      for (const reader of [store, await place.open()]) {
        const files = await reader.listFiles();
        expect(files.sort((x, y) => (x.uri < y.uri ? -1 : 1))).toEqual(expected);
      }
      await store.maintain();
      await store.recordFiles([file('b')], ['c', "o'brien.pdf"]);
      expect(await store.listFiles()).toEqual([file('b')]);
      expect(await store.listDocuments()).toEqual([]);
    });
  });

  describe(`${name}: search`, () => {
    it('finds by stem, case and accent, with a score only for what matches', async () => {
      const store = await openNew();
      await store.replaceDocuments([
        syntheticEntry('law', ['A new REGULATION was issued.', 'Nothing of the kind.']),
        syntheticEntry('art', ['The resume of a café.', 'Regulatory matters: regulated.']),
      ]);
      expect(scores(await store.search(question('regulations')))).toEqual({
        'law/0': expect.any(Number),
        'law/1': 0,
        'art/0': 0,
        'art/1': expect.any(Number),
      });
      expect(scores(await store.search(question('Résumé CAFE')))['art/0']).toBeGreaterThan(0);
    });

    it('matches passages that have any of the words, the rarer the higher', async () => {
      const store = await openNew();
      const texts = ['Cyber policy here.', 'Cyber matters there.', 'Cyber again now.'];
      await store.replaceDocuments([syntheticEntry('d', texts)]);
      const found = scores(await store.search(question('cyber policy')));
      expect(found['d/0']).toBeGreaterThan(found['d/1'] ?? 0);
      expect(found['d/1']).toBeGreaterThan(0);
    });

    it('finds by vector what the words do not', async () => {
      const store = await openNew();
      const texts = Array.from({ length: 30 }, (_, index) => `Passage number ${index}.`);
      await store.replaceDocuments([syntheticEntry('d', texts)]);
      const [found, ...rest] = await store.search({
        terms: ['unrelated'],
        vector: vectorOf('Passage number 17.'),
        depth: 1,
      });
      expect(found?.passage.id).toBe('d/17');
      expect(found?.textScore).toBe(0);
      expect(rest).toEqual([]);
    });

    it('gives the union of both queries, each as deep as asked', async () => {
      const store = await openNew();
      const texts = Array.from({ length: 20 }, (_, index) => `Word${index} common.`);
      await store.replaceDocuments([syntheticEntry('d', texts)]);
      const vector = vectorOf('Word3 common.');
      const found = await store.search({ terms: ['word7'], vector, depth: 1 });
      expect(scores(found)).toEqual({ 'd/3': 0, 'd/7': expect.any(Number) });
      const both = await store.search({ terms: ['word3'], vector, depth: 1 });
      expect(Object.keys(scores(both))).toEqual(['d/3']);
      expectSamePassage(both[0]!.passage, syntheticEntry('d', texts).passages[3]!);
    });

    it('searches only the documents asked for, with the same scores', async () => {
      const store = await openNew();
      const entries = ['a', "b'b", 'c'].map((id) => syntheticEntry(id, [`Policy of ${id}.`, 'Z.']));
      await store.replaceDocuments(entries);
      const all = scores(await store.search(question('policy')));
      const documents = ["b'b", 'c', 'unknown'];
      const some = scores(await store.search({ ...question('policy'), documents }));
      expect(Object.keys(some).sort()).toEqual(["b'b/0", "b'b/1", 'c/0', 'c/1']);
      for (const [id, score] of Object.entries(some)) expect(score).toBeCloseTo(all[id]!, 5);
      expect(await store.search({ ...question('policy'), documents: [] })).toEqual([]);
      expect(await store.search({ ...question('policy'), documents: ['unknown'] })).toEqual([]);
    });

    it('finds by the words of the title and of the headings above', async () => {
      const store = await openNew();
      await store.replaceDocuments([
        syntheticEntry('d', ['Dogs are not allowed.', 'Cats are.'], { title: 'The Rose Garden' }),
        syntheticEntry('other', ['A rose.', 'A pier.']),
      ]);
      const found = scores(await store.search(question('roses')));
      expect(found).toEqual({
        'd/0': expect.any(Number),
        'd/1': expect.any(Number),
        'other/0': expect.any(Number),
        'other/1': 0,
      });
      expect(found['d/0']).toBeGreaterThan(0);
      expect(found['d/1']).toBeGreaterThan(0);
    });

    it('takes any terms as words, never as syntax', async () => {
      const store = await openNew();
      await store.replaceDocuments([syntheticEntry('d', ['Network security.', 'State policy.'])]);
      for (const terms of HOSTILE_TERMS) {
        const found = await store.search({ ...question('anything'), terms });
        const matching = terms.includes('secur') ? ['d/0'] : [];
        const shown = JSON.stringify(terms.slice(0, 8)).slice(0, 80);
        expect(found, shown).toHaveLength(2);
        expect(idsOfMatches(found), shown).toEqual(matching);
      }
      const terms = ['-secur', 'NOT', '"polici', 'secur', 'zzz'];
      expect(idsOfMatches(await store.search({ ...question('x'), terms }))).toEqual(['d/0']);
    });

    it('ranks the same whatever was written before, and after maintenance', async () => {
      const [grown, fresh] = [await openNew(), await openNew()];
      const corpus = await growCorpus(grown);
      await fresh.replaceDocuments(corpus);
      const questions = ['word1 word5 word9', 'word3', 'word2 word40 word41 word0'];
      const expected = await allScores(fresh, questions);
      expectScores(await allScores(grown, questions), expected);
      await grown.maintain();
      expectScores(await allScores(grown, questions), expected);
      await fresh.maintain();
      expectScores(await allScores(fresh, questions), expected);
    });
  });

  describe(`${name}: state`, () => {
    it('has a version that changes exactly when the documents do', async () => {
      const store = await openNew();
      const seen = [await store.version()];
      const expectNew = async (): Promise<void> => {
        const version = await store.version();
        expect(seen).not.toContain(version);
        seen.push(version);
        await store.maintain();
        await store.search(question('one'));
        expect(await store.version()).toBe(version);
      };
      await store.replaceDocuments([syntheticEntry('a', ['One.'])]);
      await expectNew();
      await store.replaceDocuments([syntheticEntry('b', ['Two.'])]);
      await expectNew();
      await store.replaceDocuments([syntheticEntry('a', ['Three.'])]);
      await expectNew();
      await store.removeDocuments(['b']);
      await expectNew();
    });

    it('is there again after closing', async () => {
      const place = await makePlace();
      const first = await place.open();
      const entry = syntheticEntry('kept', ['Still here.', 'And this.']);
      await first.replaceDocuments([entry]);
      const version = await first.version();
      await first.close();
      const second = await place.open();
      expect(await second.version()).toBe(version);
      expectPassages(await second.listPassages(), entry);
      expect(scores(await second.search(question('here')))['kept/0']).toBeDefined();
      await second.close();
    });

    it('shows a second connection whole documents only, while another writes', async () => {
      const place = await makePlace();
      const [writer, reader] = [await place.open(), await place.open()];
      const generation = (n: number): SyntheticEntry[] =>
        ['a', 'b'].map((id) =>
          syntheticEntry(
            id,
            Array.from({ length: 3 + ((n * 5) % 7) }, (_, index) => `Generation${n} ${index}.`),
          ),
        );
      await writer.replaceDocuments(generation(0));
      let writing = true;
      const writes = (async () => {
        for (let n = 1; n <= 8; n += 1) await writer.replaceDocuments(generation(n));
        await writer.maintain();
      })().finally(() => {
        writing = false;
      });
      const seen = new Set<string>();
      do {
        const passages = (await reader.search(question('generation'))).map((c) => c.passage);
        const numbers = new Set(passages.map(({ text }) => /\d+/.exec(text)![0]));
        expect([...numbers]).toHaveLength(1);
        const [number] = [...numbers];
        seen.add(number!);
        expect(passages).toHaveLength(generation(Number(number)).flatMap((e) => e.passages).length);
      } while (writing);
      await writes;
      expect(await reader.version()).toBe(await writer.version());
      expect(seen.size).toBeGreaterThan(1);
    });
  });
}

/** A document of one passage with the file it was read from. */
function withOriginal(
  id: string,
  text: string,
  original: Uint8Array = Buffer.from(`file of ${id}: ${text}`),
): SyntheticEntry & { original: Uint8Array } {
  return { ...syntheticEntry(id, [text]), original: new Uint8Array(original) };
}

/** Bytes that do not repeat, so that parts in the wrong order show. */
function bytesOf(length: number): Uint8Array {
  const random = seededRandom(length);
  return Uint8Array.from({ length }, () => random() * 256);
}

/** A query that gives all passages of a small store, for the scores that they have. */
export function question(text: string): PassageQuery {
  return {
    terms: analyzeTerms(text).map(({ stem }) => stem),
    vector: vectorOf(text),
    depth: 1000,
  };
}

export function scores(candidates: Candidate[]): Record<string, number> {
  return Object.fromEntries(candidates.map(({ passage, textScore }) => [passage.id, textScore]));
}

const idsOfMatches = (candidates: Candidate[]): string[] =>
  candidates.filter(({ textScore }) => textScore > 0).map(({ passage }) => passage.id);

export async function allScores(
  store: PassageStore,
  questions: string[],
): Promise<Record<string, number>[]> {
  return Promise.all(questions.map(async (text) => scores(await store.search(question(text)))));
}

/** Equal but for the rounding of 32-bit floats added in another order. */
export function expectScores(
  actual: Record<string, number>[],
  expected: Record<string, number>[],
): void {
  const rounded = (all: Record<string, number>[]): string[][] =>
    all.map((one) =>
      Object.entries(one)
        .map(([id, score]) => `${id} ${score.toFixed(4)}`)
        .sort(),
    );
  expect(rounded(actual)).toEqual(rounded(expected));
}

/** Adds, replaces and removes in many steps. Returns what is there in the end. */
export async function growCorpus(store: PassageStore): Promise<SyntheticEntry[]> {
  const random = seededRandom(11);
  const text = (): string =>
    `${Array.from({ length: 5 + random() * 40 }, () => `word${Math.floor(random() ** 3 * 60)}`).join(' ')}.`;
  const entryOf = (id: string): SyntheticEntry =>
    syntheticEntry(id, Array.from({ length: 1 + random() * 12 }, text));
  const entries = new Map<string, SyntheticEntry>();
  const replace = async (ids: string[]): Promise<void> => {
    const replaced = ids.map(entryOf);
    await store.replaceDocuments(replaced);
    for (const entry of replaced) entries.set(entry.document.id, entry);
  };
  await replace(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  await replace(['k']);
  await store.maintain();
  await replace(['a', 'l']);
  await store.removeDocuments(['c', 'k']);
  for (const id of ['c', 'k']) entries.delete(id);
  await replace(['b']);
  return [...entries.values()];
}

function expectPassages(actual: SyntheticEntry['passages'], { passages }: SyntheticEntry): void {
  expect(actual.map(({ id }) => id)).toEqual(passages.map(({ id }) => id));
  for (const [index, passage] of passages.entries()) expectSamePassage(actual[index]!, passage);
}

/** Vectors of sentences and headings may be rounded, as long as they point the same way. */
function expectSamePassage(
  {
    sentenceVectors: actualVectors,
    headingVector: actualHeadingVector,
    ...actual
  }: SyntheticEntry['passages'][number],
  { sentenceVectors, headingVector, ...expected }: SyntheticEntry['passages'][number],
): void {
  expect(actual).toEqual(expected);
  expect(actualVectors).toHaveLength(sentenceVectors.length);
  for (const [index, vector] of sentenceVectors.entries()) {
    expectSameDirection(actualVectors[index]!, vector);
  }
  expectSameDirection(actualHeadingVector, headingVector);
}

function expectSameDirection(actual: Float32Array, expected: Float32Array): void {
  expect(actual).toHaveLength(DIMENSION);
  expect(cosine(actual, expected)).toBeGreaterThan(0.999);
  expect(Math.hypot(...actual)).toBeCloseTo(1, 5);
}
