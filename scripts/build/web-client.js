// The web client: a launcher that stands alone, and the parts that it loads on first opening.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import * as esbuild from 'esbuild';

/** @typedef {{ path: string, contents: Uint8Array }} File */

const folder = 'dist/web';
/** Copied as they are: where they lie in web/, by what they are called. */
const copied = {
  'index.html': 'index.html',
  'embed.html': 'embed/index.html',
  'icon.svg': 'icon.svg',
};
/** Of our own pages; what they import goes into them. */
const pageStyles = ['demo.css', 'document.css', 'embed/embed.css'];

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
  for (const part of parts) {
    files.push([`widget/${fileOf(part)}`, part.script], [`widget/${fileOf(part)}.map`, part.map]);
  }
  files.push(['embed.js', await buildEmbedPage(shared, parts)]);
  for (const [name, path] of Object.entries(copied)) {
    files.push([name, await readFile(join(root, 'web', path))]);
  }
  for (const { path, contents } of await buildPageStyles(shared)) {
    files.push([basename(path), contents]);
  }
  return files.map(([name, contents]) => ({ path: join(root, folder, name), contents }));
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
  // The server says that it is UTF-8, whatever the page is.
  charset: 'utf8',
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

/** @typedef {{ name: string, hash: string, script: Uint8Array, map: Uint8Array }} Part */

/**
 * @param {esbuild.BuildOptions & { absWorkingDir: string }} shared
 * @returns {Promise<Part[]>}
 */
async function buildParts(shared) {
  const languages = (await readdir(join(shared.absWorkingDir, 'web/languages'))).map(
    (name) => parse(name).name,
  );
  const { outputFiles } = await esbuild.build({
    ...shared,
    ...browser,
    entryPoints: [
      { in: 'web/mount-panel.ts', out: 'panel' },
      { in: 'web/source-part.ts', out: 'source' },
      ...languages.map((name) => ({ in: `web/languages/${name}.ts`, out: name })),
    ],
    outdir: folder,
    write: false,
  });
  return ['panel', 'source', ...languages].map((name) => {
    const script = contentsOf(outputFiles, `${name}.js`);
    const map = contentsOf(outputFiles, `${name}.js.map`);
    return { name, hash: hashOf('sha256', script), script, map };
  });
}

/**
 * As web/shell/parts.ts finds it.
 * @param {Part} part
 */
const fileOf = ({ name, hash }) => `${name}-${hash.slice(0, 12).replace(/\W/g, '_')}.js`;

/**
 * @param {esbuild.OutputFile[] | undefined} files
 * @param {string} name
 */
function contentsOf(files, name) {
  const file = files?.find(({ path }) => basename(path) === name);
  if (!file) throw new Error(`esbuild made no ${name}.`);
  return file.contents;
}

/**
 * What the launcher has to know of the parts; web/shell/parts.ts says in which shape.
 * @param {Part[]} parts
 */
async function describeParts(parts) {
  const [panel, source, ...languages] = parts;
  const described = languages.map(async (language) => [
    language.name,
    await describeLanguage(language),
  ]);
  return {
    panel: panel?.hash,
    source: source?.hash,
    languages: Object.fromEntries(await Promise.all(described)),
  };
}

/** @param {Part} part */
async function describeLanguage({ hash, script }) {
  const { direction, launcher, messages } = await readLanguage(script);
  return [hash, direction, launcher.open, messages.oneMoment, launcher.failed, messages.tryAgain];
}

/**
 * @param {Uint8Array} script
 * @returns {Promise<import('../../web/language.ts').Language>}
 */
async function readLanguage(script) {
  const encoded = Buffer.from(script).toString('base64');
  const module = await import(`data:text/javascript;base64,${encoded}`);
  return module.default;
}

/**
 * The script of the page at /embed, which knows what languages there are.
 * @param {esbuild.BuildOptions} shared
 * @param {Part[]} parts
 */
async function buildEmbedPage(shared, parts) {
  const [, , ...languages] = parts;
  const names = await Promise.all(
    languages.map(async ({ script }) => {
      const { code, name } = await readLanguage(script);
      return [code, name];
    }),
  );
  const { outputFiles } = await esbuild.build({
    ...shared,
    ...browser,
    sourcemap: false,
    entryPoints: ['web/embed/embed.ts'],
    define: { VERBATIM_LANGUAGE_NAMES: JSON.stringify(names) },
    outdir: folder,
    write: false,
  });
  return contentsOf(outputFiles, 'embed.js');
}

/**
 * @param {esbuild.BuildOptions} shared
 * @param {{ panel: unknown, source: unknown, languages: unknown }} parts
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
      VERBATIM_SOURCE: JSON.stringify(parts.source),
      VERBATIM_LANGUAGES: JSON.stringify(parts.languages),
    },
    outdir: folder,
    write: false,
  });
  const { outputFiles } = result;
  return [contentsOf(outputFiles, 'widget.js'), contentsOf(outputFiles, 'widget.js.map')];
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
