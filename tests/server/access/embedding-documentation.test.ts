import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DocumentList } from '../../../src/protocol.ts';
import { openTestApps, type TestApps } from '../../support/open-test-apps.ts';

const embedSecret = 'a secret of thirty-two bytes or more, ä';
/** Within the project, so that it finds its packages. */
const directory = join('dist', 'embedding-documentation');

let apps: TestApps;
beforeAll(async () => {
  apps = await openTestApps();
  await mkdir(directory, { recursive: true });
});
afterAll(async () => {
  await apps?.close();
  await rm(directory, { recursive: true, force: true });
});

test('the token of docs/embedding.md lets in the page that it is for, and to its documents', async () => {
  const text = await readFile('docs/embedding.md', 'utf8');
  const modules = [...text.matchAll(/^```js\n(import \{ SignJWT \}.*?)^```$/gms)];
  expect(modules).toHaveLength(1);
  await writeFile(join(directory, 'make-token.js'), modules[0]![1]!);
  const garden = apps.idOf('garden');
  const program = `
    import { makeToken } from './make-token.js';
    console.log(await makeToken('user-4711', [${JSON.stringify(garden)}]));
  `;
  await writeFile(join(directory, 'program.js'), program);
  const { PATH = '' } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [join(directory, 'program.js')], {
    env: { PATH, EMBED_SECRET: embedSecret },
  });
  const ask = apps.open({ embedSecret });
  const headers = (Origin: string) => ({ Origin, Authorization: `Bearer ${stdout.trim()}` });
  const response = await ask('/api/documents', { headers: headers('https://portal.example.org') });
  expect(response.status).toBe(200);
  const { documents } = (await response.json()) as DocumentList;
  expect(documents.map(({ id }) => id)).toEqual([garden]);
  const other = await ask('/api/documents', { headers: headers('https://stranger.example') });
  expect(other.status).toBe(401);
});
