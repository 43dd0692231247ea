// The web client: a launcher that stands alone, and the parts that it loads on first opening.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import * as esbuild from 'esbuild';

/** @typedef {{ path: string, contents: Uint8Array }} File */

const folder = 'dist/web';
const copied = ['index.html', 'icon.svg'];
/** Of our own pages; what they import goes into them. */
const pageStyles = ['demo.css', 'document.css'];

/**
 * Every file of `dist/web`. The names of parts carry a hash of their contents, and so does the
 * version; a file once written under such a name never changes.
 * @param {esbuild.BuildOptions & { absWorkingDir: string }} shared
 * @returns {Promise<File[]>}
 */
export async function buildWebClient(shared) {
  const root = shared.absWorkingDir;
  const parts = await buildParts(shared);
  const [script, map] = await buildLauncher(shared, await describeParts(parts));
  const version = await versionOf(root, script);
  const release = JSON.stringify({ version, integrity: `sha384-${hashOf('sha384', script)}` });
  const text = new TextEncoder();
  /** @type {[name: string, contents: Uint8Array][]} */
  const files = [
    ['widget.js', script],
    [`widget/${version}.js`, script],
    [`widget/${version}.js.map`, map],
    ['widget.json', text.encode(`${release}\n`)],
    ['widget.d.ts', text.encode(await typesOf(root))],
  ];
  for (const name of copied) files.push([name, await readFile(join(root, 'web', name))]);
  for (const { path, contents } of await buildPageStyles(shared)) {
    files.push([basename(path), contents]);
  }
  return [
    ...parts.map(({ path, contents }) => ({ path, contents })),
    ...files.map(([name, contents]) => ({ path: join(root, folder, name), contents })),
  ];
}

/**
 * Style sheets are imported as text, with no more white space than they need.
 * @type {esbuild.Plugin}
 */
const styleSheets = {
  name: 'style-sheets',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const { code } = await esbuild.transform(css, { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const browser = {
  platform: 'browser',
  target: 'es2022',
  plugins: [styleSheets],
  minify: true,
  // The server names a script's map in a header, so that no script depends on where it lies.
  sourcemap: 'external',
};

/** @param {esbuild.BuildOptions} shared */
async function buildPageStyles(shared) {
  const result = await esbuild.build({
    ...shared,
    entryPoints: pageStyles.map((name) => join('web', name)),
    outdir: folder,
    sourcemap: false,
    minifyWhitespace: true,
    write: false,
  });
  return result.outputFiles;
}

/** @param {esbuild.BuildOptions & { absWorkingDir: string }} shared */
async function buildParts(shared) {
  const languages = await readdir(join(shared.absWorkingDir, 'web/languages'));
  const result = await esbuild.build({
    ...shared,
    ...browser,
    entryPoints: [
      { in: 'web/mount-panel.ts', out: 'panel' },
      ...languages.map((name) => ({ in: `web/languages/${name}`, out: parse(name).name })),
    ],
    entryNames: '[name]-[hash]',
    outdir: join(folder, 'widget'),
    write: false,
  });
  return result.outputFiles;
}

/**
 * What the launcher has to know of the parts.
 * @param {esbuild.OutputFile[]} files
 */
async function describeParts(files) {
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  const parts = await Promise.all(
    scripts.map(async ({ path, contents }) => {
      const file = basename(path);
      const part = [file, hashOf('sha256', contents)];
      return file.startsWith('panel-')
        ? { panel: part }
        : { language: { part, ...(await describeLanguage(contents)) } };
    }),
  );
  const languages = parts.flatMap(({ language }) => language ?? []);
  return {
    panel: parts.find(({ panel }) => panel)?.panel,
    languages: Object.fromEntries(languages.map(({ code, ...language }) => [code, language])),
  };
}

/** @param {Uint8Array} script */
async function describeLanguage(script) {
  const encoded = Buffer.from(script).toString('base64');
  /** @type {{ default: import('../../web/language.ts').Language }} */
  const module = await import(`data:text/javascript;base64,${encoded}`);
  const { code, direction, launcher, messages } = module.default;
  const { oneMoment: loading, tryAgain: retry } = messages;
  return { code, direction, open: launcher.open, loading, failed: launcher.failed, retry };
}

/**
 * @param {esbuild.BuildOptions} shared
 * @param {{ panel: unknown, languages: unknown }} parts
 * @returns {Promise<[script: Uint8Array, map: Uint8Array]>}
 */
async function buildLauncher(shared, parts) {
  const result = await esbuild.build({
    ...shared,
    ...browser,
    entryPoints: ['web/widget.ts'],
    format: 'iife',
    define: {
      VERBATIM_PANEL: JSON.stringify(parts.panel),
      VERBATIM_LANGUAGES: JSON.stringify(parts.languages),
    },
    outdir: folder,
    write: false,
  });
  const contents = (/** @type {string} */ end) => {
    const file = result.outputFiles.find(({ path }) => path.endsWith(end));
    if (!file) throw new Error(`esbuild made no ${end}.`);
    return file.contents;
  };
  return [contents('widget.js'), contents('widget.js.map')];
}

/**
 * @param {string} root
 * @param {Uint8Array} script
 */
async function versionOf(root, script) {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return `${version}-${createHash('sha256').update(script).digest('hex').slice(0, 10)}`;
}

/**
 * @param {'sha256' | 'sha384'} algorithm
 * @param {Uint8Array} contents
 */
const hashOf = (algorithm, contents) => createHash(algorithm).update(contents).digest('base64');

/**
 * The public types, in one file that needs no other: both sources hold nothing but types.
 * @param {string} root
 */
async function typesOf(root) {
  const read = (/** @type {string} */ name) => readFile(join(root, name), 'utf8');
  const [api, protocol] = await Promise.all([read('web/widget-api.ts'), read('src/protocol.ts')]);
  return `${api.replace(/^import type .*\n+/gm, '')}\n${protocol}`;
}
