import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../src/project-root.ts';

/** What the caches of the evaluation depend on. */
export interface CodeHashes {
  indexing: string;
  tutorial: string;
  asking: string;
  measuring: string;
}

const entryPoints: Record<keyof CodeHashes, readonly string[]> = {
  /** What decides which passages and vectors a document becomes, and how they are stored. */
  indexing: [
    'scripts/eval/prepare-document.ts',
    'src/adapters/onnx-embedder.ts',
    'src/adapters/lancedb/schema.ts',
    'src/adapters/lancedb/rows.ts',
    'src/passages/sentence-packer.ts',
    'src/retrieval/passage-terms.ts',
  ],
  tutorial: ['scripts/eval/tutorial-pipeline.ts', 'src/adapters/onnx-embedder.ts'],
  /** All that answers a question: the pipeline, the adapters below it and the baselines. */
  asking: [
    'scripts/eval/ask-question.ts',
    'scripts/eval/tutorial-pipeline.ts',
    'src/compose.ts',
    'src/adapters/lancedb.ts',
    'src/adapters/onnx-embedder.ts',
  ],
  measuring: ['scripts/eval/read-sets.ts'],
};

/** To be read when the command starts: the sources may change while it runs. */
export async function readCodeHashes(): Promise<CodeHashes> {
  const entries = Object.entries(entryPoints).map(
    async ([name, paths]) => [name, await hashCode(paths)] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as unknown as CodeHashes;
}

/**
 * A hash of modules with all that they import, and of the versions of the packages they may use.
 * Comments and white space do not count. About 50 ms.
 * @param paths from the project's root
 */
async function hashCode(paths: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot(),
    entryPoints: [...paths],
    outdir: 'hash',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  const manifest = JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8'));
  const bundles = outputFiles.map((file) => file.text).sort();
  return hashOf([...bundles, JSON.stringify(manifest.dependencies)]);
}

/** 12 hexadecimal digits that differ where one of the parts does. */
export function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex').slice(0, 12);
}
