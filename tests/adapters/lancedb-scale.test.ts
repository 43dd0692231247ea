import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LanceStoreOptions, openLanceStore } from '../../src/adapters/lancedb.ts';
import type { PassageStore } from '../../src/ports.ts';
import { searchTerms } from '../../src/retrieval/passage-terms.ts';
import { allScores, expectScores, question } from '../contracts/passage-store.contract.ts';
import {
  cosine,
  DIMENSION,
  type SyntheticEntry,
  syntheticEntry,
  vectorOf,
} from '../contracts/synthetic-documents.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const DOCUMENTS = 300;
const THEMES = 40;
const DEPTH = 20;

const themes = Array.from({ length: THEMES }, (_, theme) => vectorOf(`theme ${theme}`));

describe('an index of vectors', { timeout: 60_000 }, () => {
  it('finds almost all that a scan finds, also after maintenance', async () => {
    const { store, entries, uri } = await filled({ approximateFrom: 500 });
    for (const maintained of [false, true]) {
      if (maintained) await store.maintain();
      expect(await indicesOf(uri)).toContain('vector_idx');
      expect(await recall(store, entries)).toBeGreaterThan(0.95);
    }
  });

  it('knows what is added, replaced and removed', async () => {
    const { store, entries } = await filled({ approximateFrom: 500 });
    const odd = vectorOf('unlike all others');
    const [added, replaced] = ['new', 'd7'].map((id) =>
      withVectors(syntheticEntry(id, ['Odd.']), odd),
    );
    await store.replaceDocuments([added!, replaced!]);
    expect((await nearest(store, odd)).slice(0, 2).sort()).toEqual(['d7/0', 'new/0']);
    await store.removeDocuments(['new']);
    expect((await nearest(store, odd))[0]).toBe('d7/0');
    const rest = entries.filter(({ document }) => document.id !== 'd7');
    expect(await recall(store, [...rest, replaced!])).toBeGreaterThan(0.95);
  });

  it('is not there below its threshold, and goes where passages do', async () => {
    const { store, entries, uri } = await filled({ approximateFrom: 550 });
    expect(await indicesOf(uri)).toContain('vector_idx');
    const gone = entries.slice(0, 60).map(({ document }) => document.id);
    await store.removeDocuments(gone);
    expect(await indicesOf(uri)).toEqual(['terms_idx']);
    expect(await recall(store, entries.slice(60))).toBe(1);
  });

  it('makes no difference to the full text', async () => {
    const [{ store: indexed }, { store: scanned }] = [
      await filled({ approximateFrom: 500 }),
      await filled({}),
    ];
    const texts = ['theme 3', 'document 17 passage', 'theme 5 theme 6'];
    const matching = async (store: PassageStore) =>
      (await allScores(store, texts)).map((scores) =>
        Object.fromEntries(Object.entries(scores).filter(([, score]) => score > 0)),
      );
    expectScores(await matching(indexed), await matching(scanned));
  });
});

describe('many documents asked for', { timeout: 60_000 }, () => {
  for (const named of [100, 250]) {
    it(`give what a search of all gives of them: ${named} of ${DOCUMENTS}`, async () => {
      const { store, entries } = await filled({});
      const some = entries.slice(0, named);
      const documents = [...some.map(({ document }) => document.id), 'unknown'];
      for (const [theme, vector] of themes.entries()) {
        const query = { ...question(`theme ${theme}`), vector };
        const all = await store.search({ ...query, depth: 10_000 });
        const best = all
          .filter(({ passage }) => documents.includes(passage.documentId))
          .filter(({ textScore }) => textScore > 0)
          .map(({ textScore }) => textScore.toFixed(4))
          .sort((a, b) => Number(b) - Number(a));
        const found = await store.search({ ...query, documents, depth: DEPTH });
        const scores = found
          .filter(({ textScore }) => textScore > 0)
          .map(({ textScore }) => textScore.toFixed(4))
          .sort((a, b) => Number(b) - Number(a));
        expect(scores).toEqual(best.slice(0, DEPTH));
        const ids = new Set(found.map(({ passage }) => passage.id));
        const expected = exact(some, vector);
        expect(expected.filter((id) => ids.has(id))).toEqual(expected);
        expect(found.every(({ passage }) => documents.includes(passage.documentId))).toBe(true);
      }
    });
  }
});

/** A store of `DOCUMENTS` documents of two passages each, whose vectors lie about some themes. */
async function filled(options: Partial<LanceStoreOptions>) {
  const uri = join(await temporaryDirectory(), 'index');
  const store = await openLanceStore({
    uri,
    fingerprint: 'ab',
    settings: {},
    dimension: DIMENSION,
    sentenceDimension: DIMENSION,
    termsOf: searchTerms,
    create: true,
    readConsistencySeconds: 0,
    ...options,
  });
  onTestFinished(() => store.close());
  const entries = Array.from({ length: DOCUMENTS }, (_, n) => {
    const texts = [0, 1].map((part) => `Theme ${(n + part) % THEMES} of document ${n} passage.`);
    const entry = syntheticEntry(`d${n}`, texts);
    entry.passages.forEach((passage, part) => {
      const theme = themes[(n + part) % THEMES]!;
      passage.vector = mixed(theme, passage.vector);
    });
    return entry;
  });
  for (let start = 0; start < DOCUMENTS; start += 100) {
    await store.replaceDocuments(entries.slice(start, start + 100), { publish: false });
  }
  await store.publish();
  return { uri, store, entries };
}

function mixed(theme: Float32Array, own: Float32Array): Float32Array {
  const sum = theme.map((value, at) => value + 0.8 * own[at]!);
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function withVectors(entry: SyntheticEntry, vector: Float32Array): SyntheticEntry {
  const passages = entry.passages.map((passage) => ({ ...passage, vector }));
  return { ...entry, passages };
}

async function nearest(store: PassageStore, vector: Float32Array): Promise<string[]> {
  const found = await store.search({ terms: [], vector, depth: DEPTH });
  return found
    .sort((a, b) => cosine(b.passage.vector, vector) - cosine(a.passage.vector, vector))
    .map(({ passage }) => passage.id);
}

/** The ids of the ten nearest passages of all. */
function exact(entries: SyntheticEntry[], vector: Float32Array): string[] {
  return entries
    .flatMap(({ passages }) => passages)
    .map((passage) => ({ id: passage.id, near: cosine(passage.vector, vector) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, 10)
    .map(({ id }) => id);
}

async function recall(store: PassageStore, entries: SyntheticEntry[]): Promise<number> {
  let found = 0;
  for (const vector of themes) {
    const ids = new Set(await nearest(store, vector));
    found += exact(entries, vector).filter((id) => ids.has(id)).length;
  }
  return found / (10 * THEMES);
}

async function indicesOf(uri: string): Promise<string[]> {
  const table = await (await connect(uri)).openTable('passages_ab');
  return (await table.listIndices()).map(({ name }) => name);
}
