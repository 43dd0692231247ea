import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderBench } from '../../scripts/bench-folder/describe-folder-bench.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('npm run bench-folder', () => {
  it('measures a small folder of all formats, the model, and answers', async () => {
    const directory = await temporaryDirectory();
    const output = join(directory, 'figures.json');
    const sizes = ['--documents', '40', '--real', '1', '--sizes', '200'];
    const counts = ['--embedded', '15', '--questions', '2', '--output', output];
    const { code, stdout, stderr } = await runCommand('bench-folder', [...sizes, ...counts], {
      directory,
    });
    expect(stderr).not.toMatch(/error/i);
    expect(code).toBe(0);
    const { folder, real, answers }: FolderBench = JSON.parse(await readFile(output, 'utf8'));
    expect(Object.keys(folder!.generated.formats).sort()).toEqual(
      ['csv', 'docx', 'html', 'md', 'pdf', 'rtf', 'txt'].sort(),
    );
    expect(folder!.first).toMatchObject({ added: 40, failed: [] });
    expect(folder!.again).toMatchObject({ added: 0, unchanged: 40, passages: 0 });
    expect(folder!.first.passages).toBeGreaterThan(40);
    expect(folder!.indexBytes).toBeGreaterThan(folder!.generated.bytes);
    expect(real).toMatchObject({ added: 1, failed: [], replayMilliseconds: expect.any(Number) });
    expect(answers!.map(({ passages }) => passages)).toEqual([200]);
    for (const { recall } of answers!) expect(recall).toBeGreaterThan(0.5);
    expect(stdout).toContain('40 documents');
  }, 180_000);

  it('names an option that is not a number', async () => {
    const directory = await temporaryDirectory();
    const given = ['--documents', 'many'];
    const { code, stderr } = await runCommand('bench-folder', given, { directory });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--documents takes a number, and was given “many”\./);
  });
});
