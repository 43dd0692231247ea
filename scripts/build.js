// Plain JavaScript, because it runs before anything is compiled. Bundles the server, the commands
// and the web client into dist/, each with its source map; npm packages of the server stay outside.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** scripts/ holds commands and what they share; the commands are the ones that can be run. */
const commands =
  /^(agent|ask|bench|bench-model|check|eval|feedback|fit|ingest|measured-server-process|try-model)\.ts$/;
const webFiles = ['index.html', 'demo.css', 'document.css', 'icon.svg'];

/** @type {esbuild.BuildOptions} */
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
    entryPoints: ['src/main.ts', ...scripts.map((name) => `scripts/${name}`)],
    entryNames: '[name]',
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  };
}

/** @type {esbuild.BuildOptions} */
const webOptions = {
  ...shared,
  entryPoints: ['web/widget.ts'],
  outdir: 'dist/web',
  platform: 'browser',
  target: 'es2022',
  loader: { '.css': 'text' },
  minify: true,
};

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

/** Builds everything; about 0.1 s. */
export async function build() {
  const results = await Promise.all([
    esbuild.build(await serverOptions()),
    esbuild.build(webOptions),
  ]);
  const outputs = results.flatMap((result) => result.outputFiles ?? []);
  await Promise.all([
    ...outputs.map((file) => writeChanged(file.path, file.contents)),
    ...webFiles.map(async (name) =>
      writeChanged(join(root, 'dist/web', name), await readFile(join(root, 'web', name))),
    ),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
