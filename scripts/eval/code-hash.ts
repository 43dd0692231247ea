import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../src/project-root.ts';

/**
 * A hash of modules with all that they import, and of the versions of the packages they may use.
 * Comments and white space do not count. About 50 ms.
 * @param entryPoints paths from the project's root
 */
export async function hashCode(entryPoints: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot(),
    entryPoints: [...entryPoints],
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
