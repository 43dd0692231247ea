import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import {
  startToolCallingEndpoint,
  type ToolCallingEndpoint,
} from '../support/tool-calling-endpoint.ts';

const question = 'Who released the Cybersecurity Strategy?';
/** Within the project, so that the program finds its packages, where the documentation puts it. */
const outfile = join('dist', 'langchain-documentation.js');

let endpoint: ToolCallingEndpoint;
beforeAll(async () => {
  await mkdir('dist', { recursive: true });
  endpoint = await startToolCallingEndpoint(({ messages }) =>
    messages.at(-1)?.role === 'tool' ? { text: 'The administration.' } : { calls: [{ question }] },
  );
});
afterAll(async () => {
  await endpoint.close();
  await rm(outfile, { force: true });
});

test('the program of docs/langchain.md runs, and quotes the corpus', async () => {
  const text = await readFile('docs/langchain.md', 'utf8');
  const programs = [...text.matchAll(/^```ts\n(.*?)^```$/gms)];
  expect(programs).toHaveLength(1);
  await esbuild.build({
    stdin: { contents: programs[0]![1]!, resolveDir: '.', loader: 'ts', sourcefile: 'program.ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
  });
  const { PATH = '' } = process.env;
  const LANCEDB_URI = join(await temporaryDirectory(), 'index');
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], {
    env: { PATH, LANCEDB_URI, ...endpoint.environment },
  });
  const lines = stdout.split('\n');
  const passages = lines.filter((line) =>
    / http:\/\/localhost:3000\/documents\/chinas-/.test(line),
  );
  expect(passages).toHaveLength(3);
  expect(lines).toContain('Written by the model: The administration.');
  expect(stdout).toMatch(/^Quoted: .*Cyberspace Administration of China/m);
  expect(endpoint.requests[0]).toMatchObject({
    model: 'qwen3',
    tools: [{ function: { name: 'quote_documents' } }],
  });
});
