import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  type LanceStore,
  type LanceStoreOptions,
  openLanceStore,
} from '../../src/adapters/lancedb.ts';
import { describePassageStore } from '../contracts/passage-store.contract.ts';
import { DIMENSION } from '../contracts/synthetic-documents.ts';

const directories: string[] = [];
const stores: LanceStore[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-lancedb-'));
  directories.push(directory);
  return directory;
}

async function open(uri: string, options: Partial<LanceStoreOptions> = {}): Promise<LanceStore> {
  const store = await openLanceStore({
    uri,
    fingerprint: 'ab12cd34ef56',
    settings: { embeddingModel: 'test', dimension: DIMENSION },
    dimension: DIMENSION,
    sentenceDimension: DIMENSION,
    create: true,
    readConsistencySeconds: 0,
    ...options,
  });
  stores.push(store);
  return store;
}

describePassageStore('LanceDB', async () => {
  const directory = await temporaryDirectory();
  return { open: () => open(directory) };
});
