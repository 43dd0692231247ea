// Plain JavaScript, because it runs before anything is compiled. Bundles the server, the commands
// and the web client into dist/, each with its source map; npm packages of the server stay outside.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildWebClient } from './build/web-client.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** scripts/ holds commands and what they share; the commands are the ones that can be run. */
const commands =
  /^(agent|ask|bench|bench-folder|bench-model|check|eval|eval-documents|feedback|fit|fuzz|fuzz-process|ingest|measured-ingestion-process|measured-server-process|read|try-model)\.ts$/;

/** @type {esbuild.BuildOptions & { absWorkingDir: string }} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  sourcemap: 'linked',
  write: false,
  logLevel: 'warning',
  legalComments: 'inline',
};

/** @returns {Promise<esbuild.BuildOptions>} */
async function serverOptions() {
  const scripts = (await readdir(join(root, 'scripts'))).filter((name) => commands.test(name));
  return {
    ...shared,
    entryPoints: ['src/main.ts', 'src/reader.ts', ...scripts.map((name) => `scripts/${name}`)],
    entryNames: '[name]',
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // Else the libraries of every format would be loaded at every start, as imports go to the top.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  };
}

/**
 * Writes through a temporary name, and only what differs, so that a server that is just starting
 * never reads half a file.
 * @param {string} path
 * @param {Uint8Array} contents
 */
async function writeChanged(path, contents) {
  const previous = await readFile(path).catch(() => undefined);
  if (previous && Buffer.compare(previous, contents) === 0) return;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

/** Milliseconds; a server that started before a build may still load a part that it has replaced. */
const oldChunk = 24 * 3_600_000;

/** @param {string[]} current paths */
async function removeOtherChunks(current) {
  const folder = join(root, 'dist', 'chunks');
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (current.includes(path)) continue;
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > oldChunk) await rm(path, { force: true });
  }
}

/** Builds everything; about 0.1 s. */
export async function build() {
  const [{ outputFiles = [] }, webFiles] = await Promise.all([
    esbuild.build(await serverOptions()),
    buildWebClient(shared),
  ]);
  const files = [...outputFiles, ...webFiles];
  /** @param {esbuild.OutputFile | { path: string }} file */
  const isChunk = ({ path }) => dirname(path) === join(root, 'dist', 'chunks');
  // First what the others import.
  for (const group of [files.filter(isChunk), files.filter((file) => !isChunk(file))]) {
    await Promise.all(group.map(({ path, contents }) => writeChanged(path, contents)));
  }
  await removeOtherChunks(files.filter(isChunk).map(({ path }) => path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
