import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Import {
  /** The importing file, from the project's root. */
  from: string;
  /** A file of the project, or the name of a package. */
  to: string;
}

const sourceFile = /\.(?:ts|js)$/;
/** Static and dynamic imports, re-exports, and types named by `import('…')`. */
const importedName = /(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

const files = ['src', 'web', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => sourceFile.test(name))
    .map((name) => join(folder, name)),
);

const imports = files.flatMap((from) => {
  const code = readFileSync(from, 'utf8').replace(/^\s*(?:\*|\/\/).*$/gm, '');
  return [...code.matchAll(importedName)].map(([, name = '']): Import => {
    const to = name.startsWith('.')
      ? normalize(join(dirname(from), name))
      : name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
    return { from, to };
  });
});

const describeImport = ({ from, to }: Import) => `${from} imports ${to}`;

const isWithin = (path: string, places: readonly string[]) =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** The imports from files in some places to what the rule names. */
const importsFrom = (places: readonly string[], rule: (to: string) => boolean) =>
  imports.filter(({ from, to }) => isWithin(from, places) && rule(to)).map(describeImport);

const rooms = [
  'language',
  'documents',
  'passages',
  'retrieval',
  'writing',
  'answering',
  'ingestion',
];
const roomFolders = rooms.map((room) => `src/${room}/`);

/**
 * Each vendor has one door, or one room. The benchmark also asks the database by itself, and
 * the evaluation splits text as a tutorial would. */
const vendors: Record<string, string[]> = {
  '@lancedb/lancedb': [
    'src/adapters/lancedb.ts',
    'src/adapters/lancedb/',
    'scripts/bench/floor.ts',
  ],
  'apache-arrow': ['src/adapters/lancedb.ts', 'src/adapters/lancedb/'],
  'onnxruntime-node': ['src/adapters/onnx-embedder.ts'],
  '@huggingface/tokenizers': ['src/adapters/onnx-embedder.ts'],
  openai: ['src/adapters/openai.ts'],
  'p-queue': ['src/adapters/reply-slots.ts'],
  'rate-limiter-flexible': ['src/adapters/token-budget.ts', 'src/server/access/rate-limiter.ts'],
  jose: ['src/server/access/json-web-tokens.ts'],
  hono: ['src/server/'],
  '@hono/node-server': ['src/server/'],
  '@langchain/textsplitters': [
    'src/passages/sentence-packer.ts',
    'scripts/eval/tutorial-pipeline.ts',
  ],
  '@langchain/core': ['src/adapters/langchain/', 'scripts/agent/'],
  langchain: ['scripts/agent/'],
  'pdfjs-dist': ['src/documents/pdf/'],
  yauzl: ['src/documents/archive.ts'],
  saxes: ['src/documents/xml.ts'],
  numfmt: ['src/documents/xlsx/'],
  '@mozilla/readability': ['src/documents/html/'],
  linkedom: ['src/documents/html/'],
  papaparse: ['src/documents/csv.ts'],
  chardet: ['src/documents/guess-encoding.ts'],
  ignore: ['src/ingestion/files/'],
  picomatch: ['src/ingestion/files/'],
  chokidar: ['scripts/ingest/'],
};

describe('the rooms', () => {
  it('are all there, and their imports are seen', () => {
    for (const folder of [...roomFolders, 'src/adapters/', 'src/server/', 'web/', 'scripts/']) {
      expect(
        files.some((file) => file.startsWith(folder)),
        folder,
      ).toBe(true);
    }
    expect(imports.length).toBeGreaterThan(200);
    for (const { from, to } of imports) {
      if (to.startsWith('src/')) expect(existsSync(to), `${from} → ${to}`).toBe(true);
    }
  });

  it('know neither the adapters nor the server nor how the parts are put together', () => {
    const outside = [
      'src/adapters/',
      'src/server/',
      'src/compose.ts',
      'src/config.ts',
      'src/main.ts',
    ];
    expect(importsFrom(roomFolders, (to) => isWithin(to, outside))).toEqual([]);
  });

  it('pass data forward alone', () => {
    const later = (room: string) =>
      rooms.slice(rooms.indexOf(room) + 1).map((other) => `src/${other}/`);
    for (const room of rooms) {
      const back = importsFrom([`src/${room}/`], (to) => isWithin(to, later(room)));
      expect(back, room).toEqual([]);
    }
    const asking = ['src/retrieval/', 'src/answering/'];
    expect(importsFrom(['src/ingestion/'], (to) => isWithin(to, asking))).toEqual([]);
  });

  it('are left by the adapters as they are', () => {
    const allowed = ['src/adapters/', 'src/ports.ts', 'src/protocol.ts', 'src/errors.ts'];
    const types = ['src/documents/source-document.ts', 'src/passages/passage.ts'];
    const others = importsFrom(
      ['src/adapters/'],
      (to) => to.startsWith('src/') && !isWithin(to, [...allowed, ...types]),
    );
    expect(others).toEqual([]);
  });
});

describe('the wire protocol', () => {
  it('imports nothing', () => {
    expect(importsFrom(['src/protocol.ts'], () => true)).toEqual([]);
  });

  it('is all that the web client knows of the rest', () => {
    const strangers = importsFrom(
      ['web/'],
      (to) => !to.startsWith('web/') && to !== 'src/protocol.ts',
    );
    expect(strangers).toEqual([]);
  });

  it('is no way to the web client from the server', () => {
    expect(importsFrom(['src/'], (to) => to.startsWith('web/'))).toEqual([]);
  });
});

describe('packages', () => {
  it.each(Object.entries(vendors))('%s comes in by its own door', (vendor, doors) => {
    const using = imports.filter(({ to }) => to === vendor);
    expect(using.length).toBeGreaterThan(0);
    expect(using.filter(({ from }) => !isWithin(from, doors)).map(describeImport)).toEqual([]);
  });

  it('of LangChain’s agents are loaded by the example alone, and so is the adapter', () => {
    const reachedFrom = (entry: string) => {
      const reached = new Set([entry]);
      for (const file of reached) {
        for (const { from, to } of imports) if (from === file) reached.add(to);
      }
      return [...reached].filter((to) =>
        /^(?:@langchain\/core$|langchain$|src\/.*langchain)/.test(to),
      );
    };
    const entries = readdirSync('scripts').filter((name) => name.endsWith('.ts'));
    expect(entries).toContain('ask.ts');
    expect(reachedFrom('scripts/agent.ts')).toEqual(
      expect.arrayContaining(['langchain', '@langchain/core', 'src/adapters/langchain.ts']),
    );
    for (const entry of ['src/main.ts', ...entries.map((name) => `scripts/${name}`)]) {
      if (entry !== 'scripts/agent.ts') expect(reachedFrom(entry), entry).toEqual([]);
    }
  });

  it('that are imported are named in package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const packages = imports.filter(({ to }) => !/^(?:src|web|scripts|tests)\/|^node:/.test(to));
    const isNamed = (name: string) => name in dependencies || `@types/${name}` in devDependencies;
    expect(packages.filter(({ to }) => !isNamed(to)).map(describeImport)).toEqual([]);
  });
});

describe('imports', () => {
  it('never run in a circle', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of imports) edges.set(from, [...(edges.get(from) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const to of edges.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('name files with their endings, as Node runs them', () => {
    const bare = imports.filter(
      ({ to }) => /^(?:src|web|scripts)\//.test(to) && !/\.(?:ts|js|css|txt|json)$/.test(to),
    );
    expect(bare.map(describeImport)).toEqual([]);
  });
});
