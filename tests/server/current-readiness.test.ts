import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApps, type TestApps } from '../support/open-test-apps.ts';

let apps: TestApps;
beforeAll(async () => {
  apps = await openTestApps();
});
afterAll(() => apps?.close());

test('a ready server says what the index holds now', async () => {
  const request = apps.open({});
  const readiness = async () => (await request('/readyz')).json();
  const { length } = apps.documents;
  expect(await readiness()).toMatchObject({ status: 'ready', documents: length });
  await apps.store.removeDocuments([apps.documents[0]!.id]);
  expect(await readiness()).toMatchObject({ status: 'ready', documents: length - 1 });
});
