import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

async function folder(files: Parameters<typeof writeFiles>[1]): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFiles(directory, files);
  return directory;
}

describe('npm run read', () => {
  test('shows what is read of a file: title, kind, size, and a line a block', async () => {
    const long = 'word '.repeat(40).trim();
    const directory = await folder({
      'notes/a.md': `---\ntitle: Some notes\n---\n# First\n\n1. One\n2. Two\n\n| a | b |\n| - | - |\n| c | ${long} |`,
    });
    const { code, stdout, stderr } = await runCommand('read', ['notes/a.md'], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'notes/a.md: Markdown, 5 blocks, 221 characters',
      'Title: Some notes',
      '  heading 1         First',
      '  list-item 1 “1.”  One',
      '  list-item 1 “2.”  Two',
      '  table-row header  a | b',
      `  table-row         c | ${long.slice(0, 67)}…`,
      '',
    ]);
  });

  test('reads a folder on where a file cannot be read, and says which and why', async () => {
    const directory = await folder({ ...smallCorpus, 'empty.md': '---\n', 'other.xyz': 'words' });
    const { code, stdout, stderr } = await runCommand('read', ['.'], { directory });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^empty\.md holds no text\. .* \(empty\)\n$/);
    for (const file of Object.keys(smallCorpus)) expect(stdout).toContain(`${file}: `);
    expect(stdout).not.toContain('other.xyz');
    const named = await runCommand('read', ['other.xyz'], { directory });
    expect(named).toMatchObject({ code: 1, stdout: '' });
    expect(named.stderr).toMatch(/^other\.xyz is of a kind .* \(unsupported\)\n$/);
  });

  test('is not ended by a page that a broken PDF has, but does not count', async () => {
    const whole = (await readFile('tests/fixtures/documents/lindvik.pdf')).toString('latin1');
    const broken = whole
      .replace('/Count 2', '/Count 1')
      .replace(/\d( 0 obj\s*<<\/Type \/Page\b)(?!.*\/Type \/Page\b)/s, '9$1');
    expect(broken).not.toBe(whole.replace('/Count 2', '/Count 1'));
    const directory = await folder({ 'broken.pdf': Buffer.from(broken, 'latin1') });
    const { code, stdout, stderr } = await runCommand('read', ['broken.pdf'], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('broken.pdf: PDF, 1 page,');
  });

  test('gives the text alone, or a line of JSON a file', async () => {
    const directory = await folder({ 'a.md': '# One\n\nTwo *three*.', 'b.md': '' });
    const text = await runCommand('read', ['--text', 'a.md'], { directory });
    expect(text).toMatchObject({ code: 0, stdout: 'One\n\nTwo three.\n' });
    const json = await runCommand('read', ['--json', 'a.md', 'b.md'], { directory });
    expect(json).toMatchObject({ code: 1, stderr: '' });
    const lines = json.stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ uris: ['a.md'], title: 'One', text: 'One\n\nTwo three.' }),
      { uri: 'b.md', reason: 'empty', message: expect.stringMatching(/^b\.md holds no text/) },
    ]);
  });

  test.each([[[]], [['--text', '--json', 'a.md']], [['--nonsense']]])(
    'exits with 2 and its help for %j',
    async (args) => {
      const directory = await temporaryDirectory();
      const { code, stderr } = await runCommand('read', args, { directory });
      expect(code).toBe(2);
      expect(stderr).toContain('npm run read -- PATH');
    },
  );
});
