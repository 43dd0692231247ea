import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeFeedback } from '../../scripts/describe-feedback.ts';
import { openFeedbackFile } from '../../src/adapters/feedback-file.ts';
import type { Feedback, FeedbackRecord } from '../../src/ports.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('npm run feedback', () => {
  let directory: string;
  let path: string;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    path = join(directory, 'data', 'feedback.jsonl');
    const add = (time: string, feedback: Feedback) =>
      openFeedbackFile({ path, clock: () => new Date(time) }).add(feedback);
    await add('2026-01-05T10:00:00Z', { answer: 'first', helpful: false });
    await add('2026-01-06T10:00:00Z', { answer: 'second', helpful: true });
    await add('2026-01-07T10:30:00Z', {
      answer: 'third',
      helpful: false,
      comment: 'The year is wrong.\nIt was 1872.',
      question: 'When was the pier built?',
      model: 'a-model',
    });
    await add('2026-01-08T10:00:00Z', { answer: 'first', helpful: true });
  });
  const feedback = (args: string[], environment = {}) =>
    runCommand('feedback', args, { directory, environment });

  test('counts what readers think and shows it, newest first', async () => {
    expect(await feedback([])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: `3 answers were judged: 2 helpful, 1 not helpful.

Helpful
  2026-01-08 10:00 UTC · answer first

Not helpful: When was the pier built?
│ The year is wrong.
│ It was 1872.
  2026-01-07 10:30 UTC · answer third · written by a-model

Helpful
  2026-01-06 10:00 UTC · answer second
`,
    });
  });

  test('prints nothing but JSON with --json', async () => {
    const { code, stdout, stderr } = await feedback(['--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { records, ...counts } = JSON.parse(stdout);
    expect(counts).toEqual({ helpful: 2, notHelpful: 1, unreadable: 0 });
    expect(records.map(({ answer }: FeedbackRecord) => answer)).toEqual([
      'first',
      'third',
      'second',
    ]);
    expect(records[1].comment).toBe('The year is wrong.\nIt was 1872.');
  });

  test.each([
    ['2026-01-07', ['first', 'third']],
    ['2026-01-07T10:30:00Z', ['first', 'third']],
    ['2026-01-07T11:31:00+01:00', ['first']],
    ['2026-02-01', []],
  ])('--since %s leaves out what is older', async (since, answers) => {
    const { stdout } = await feedback(['--json', '--since', since]);
    expect(JSON.parse(stdout).records.map(({ answer }: FeedbackRecord) => answer)).toEqual(answers);
  });

  test.each([
    ['--since', 'yesterday'],
    ['--since', '2026-02-31'],
    ['--since', '2026-13-01'],
    ['--since', '07/01/2026'],
    ['--all'],
    ['words'],
  ])('exits with 2 on %s %s, and says how it is used', async (...args) => {
    const { code, stdout, stderr } = await feedback(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(args.at(-1));
    expect(stderr).toContain('npm run feedback -- --since');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('reads a file whose last line was cut off, and says what it left out', async () => {
    const damaged = join(directory, 'damaged.jsonl');
    await openFeedbackFile({ path: damaged }).add({ answer: 'a', helpful: true });
    await appendFile(damaged, '{"time":"2026-01-0');
    const { code, stdout, stderr } = await feedback([], { FEEDBACK_FILE: 'damaged.jsonl' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^One answer was judged: 1 helpful, 0 not helpful\.\n/);
    expect(stderr).toBe(`One line of ${damaged} is no feedback and was left out.\n`);
  });

  test('says that there is none before the first, and where it is off or cannot be read', async () => {
    const none = await feedback([], { FEEDBACK_FILE: 'none.jsonl' });
    expect(none).toMatchObject({ code: 0, stdout: 'There is no feedback.\n', stderr: '' });
    const off = await feedback([], { FEEDBACK_FILE: 'off' });
    expect(off).toMatchObject({ code: 1, stdout: '' });
    expect(off.stderr).toMatch(/^FEEDBACK_FILE is off/);
    await mkdir(join(directory, 'folder.jsonl'));
    const folder = await feedback([], { FEEDBACK_FILE: 'folder.jsonl' });
    expect(folder).toMatchObject({ code: 1, stdout: '' });
    expect(folder.stderr).toMatch(/folder\.jsonl cannot be read: EISDIR/);
    expect(folder.stderr).not.toMatch(/\n\s+at /);
  });

  test('explains itself with --help', async () => {
    const { code, stdout } = await feedback(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('FEEDBACK_FILE');
  });
});

describe('feedback on a terminal', () => {
  const record: FeedbackRecord = {
    time: '2026-01-07T10:30:00.000Z',
    answer: 'an-answer',
    helpful: false,
    comment: `clear\u001b[2J ${'word '.repeat(30).trim()}`,
    question: 'A question\nin two lines?\u0007',
  };

  test('mutes what is beside the point, wraps, and lets no text steer the terminal', () => {
    const shown = describeFeedback([record], { colour: true, width: 40 });
    expect(shown).toContain('\u001b[2m  2026-01-07 10:30 UTC · answer\u001b[22m');
    expect(shown).toContain('clear\u241b[2J');
    expect(shown).toContain('Not helpful: A question in two lines?\u2407');
    for (const line of shown.split('\n')) {
      expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(40);
    }
    expect(describeFeedback([record], { colour: false })).not.toContain('\u001b');
  });
});
