import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeAnswer } from '../../scripts/describe-answer.ts';
import type { Answer, Citation, Notice } from '../../src/protocol.ts';
import { runCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { answerSchema } from '../support/wire-schema.ts';
import { writeSentences } from '../support/write-sentences.ts';

const question = 'Who built the north pier?';

describe('npm run ask', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    await mkdir(join(directory, 'corpus'));
    await writeFiles(join(directory, 'corpus'), smallCorpus);
  });
  const ask = (args: string[], environment = {}) =>
    runCommand('ask', args, { directory, environment });

  test('indexes what is not yet indexed, then prints the answer, its quotes and places', async () => {
    const first = await ask([question]);
    expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Indexing .*corpus\n/) });
    expect(first.stdout).toMatch(/^Found in one place in The Harbour of Selmouth\.\n\n│ “/);
    expect(first.stdout.replaceAll('\n│ ', ' ')).toContain('built in 1871 by Agnes Thornley.');
    expect(first.stdout).toMatch(/\n {2}\[1\] The Harbour of Selmouth › .*Piers\n$/);
  });

  test('prints nothing but JSON with --json', async () => {
    const words = question.split(' ');
    const { code, stdout, stderr } = await ask(['--json', ...words], { NO_COLOR: '1' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(answerSchema.parse(JSON.parse(stdout))).toMatchObject({ question, answered: true });
  });

  test('exits with 3 where the documents do not answer, and shows what is close', async () => {
    const { code, stdout } = await ask(['How high is the tax on diesel?']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^The documents (don’t answer|are not about) this\.\n/);
  });

  test.each([
    ['no question', [], 'There is no question. Put one in quotation marks.'],
    ['an unknown option', ['--nonsense', question], "Unknown option '--nonsense'"],
    ['too long a question', ['why '.repeat(600)], 'has 2399 characters; at most 2000'],
  ])('exits with 2 on %s, and says how it is used', async (_, args, message) => {
    const { code, stdout, stderr } = await ask(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm run ask -- "question"');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('explains itself with --help', async () => {
    const { code, stdout, stderr } = await ask(['--help', '--nonsense']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('--json');
    expect(stdout).toContain('Exit codes: 0 answered');
  });
});

describe('an answer on a terminal', () => {
  const citation: Citation = {
    number: 1,
    quote: 'The pier was built in 1871 by Agnes Thornley, who had come from the island of Ennis.',
    spans: [],
    document: { id: 'd', revision: 'r', title: 'The Harbour', uri: 'harbour.md' },
    section: ['Piers', 'North'],
    page: 4,
    url: '',
  };
  const answered: Answer = {
    id: 'a',
    question,
    outcome: 'answered',
    answered: true,
    mode: 'extractive',
    confidence: 0.9,
    answer: '',
    citations: [citation],
    closest: [],
  };
  const plain = { colour: false };

  test('is a line on what was found, then quotes with a rule and their places', () => {
    expect(
      describeAnswer(answered, { ...plain, width: 40 }),
    ).toBe(`Found in one place in The Harbour.

│ “The pier was built in 1871 by Agnes
│ Thornley, who had come from the island
│ of Ennis.”
  [1] The Harbour › Piers › North › page
  4
`);
  });

  test('names each document once, and what was searched for', () => {
    const other = { ...citation, number: 2, document: { ...citation.document, title: 'Museum' } };
    const answer = { ...answered, searched: 'full', citations: [citation, citation, other] };
    expect(describeAnswer(answer, plain)).toMatch(
      /^Found in 3 places in The Harbour; Museum\.\nSearched for: full\n\n│/,
    );
  });

  test('says where words alone were compared', () => {
    expect(describeAnswer({ ...answered, byWordsAlone: true }, plain)).toMatch(
      /^Found in one place in The Harbour\.\nSearched by words alone\. Meaning is compared in English only\.\n\n│/,
    );
  });

  test('ends with what the documents answer, too', () => {
    const suggestions = ['Who built the south pier?', 'When was the north pier\u001b built?'];
    const shown = describeAnswer({ ...answered, suggestions }, { ...plain, width: 44 });
    expect(shown).toMatch(
      /page 4\n\nAlso answered: Who built the south pier\?\nWhen was the north pier\u241b built\?\n$/,
    );
  });

  test('keeps the closest passages apart from an answer that there is not', () => {
    const answer: Answer = {
      ...answered,
      outcome: 'not-answered',
      answered: false,
      answer: 'The documents don’t answer this.',
      citations: [],
      closest: [citation],
    };
    expect(describeAnswer(answer, plain)).toMatch(
      /^The documents don’t answer this\.\n\nClosest passages:\n\n│ “The pier/,
    );
    expect(describeAnswer({ ...answer, closest: [] }, plain)).toBe(`${answer.answer}\n`);
  });

  describe('in words', () => {
    const written: Answer = {
      ...answered,
      ...writeSentences([
        { text: 'Agnes Thornley built the north pier [1].' },
        { text: ' Ennis paid 60\u001b for it [1].', doubts: ['number', 'name'] },
        { text: '\n\n- Er ist lang [1].', support: 'partly', doubts: ['language'] },
        { text: '\n- It stands.' },
      ]),
    };

    test('is its text with a label after each sentence that is in doubt, then the quotes', () => {
      expect(
        describeAnswer(written, { ...plain, width: 44 }),
      ).toBe(`Agnes Thornley built the north pier [1].
Ennis paid 60␛ for it [1]. (not in the
quotes: number, name)

- Er ist lang [1]. (supported only in part:
other language)
- It stands.

Found in one place in The Harbour.

│ “The pier was built in 1871 by Agnes
│ Thornley, who had come from the island of
│ Ennis.”
  [1] The Harbour › Piers › North › page 4
`);
    });

    test.each<[Notice, string]>([
      ['model-unavailable', 'The answer could not be written; these are quotes.'],
      ['model-slow', 'Writing the answer took too long; these are quotes.'],
      ['model-over-limit', 'No more answers can be written for now; these are quotes.'],
      ['model-unusable', 'What was written did not rest on the text; these are quotes.'],
    ])('of a model with the notice %s are quotes, and says so', (notice, line) => {
      const described = describeAnswer({ ...answered, notice }, plain);
      expect(described).toContain(`Found in one place in The Harbour.\n${line}\n\n│ “`);
    });

    test('that broke off says so, and that what stands was checked', () => {
      expect(describeAnswer({ ...written, notice: 'model-interrupted' }, plain)).toContain(
        '\nThe answer broke off here; what stands was checked.\n\nFound in',
      );
    });

    test('is not shown where nothing was answered', () => {
      const declined: Answer = {
        ...written,
        outcome: 'not-answered',
        answered: false,
        answer: 'The documents don’t answer this.',
        notice: 'model-slow',
      };
      expect(describeAnswer({ ...declined, citations: [] }, plain)).toBe(
        'The documents don’t answer this.\nThe search alone says so; no answer could be written.\n',
      );
    });
  });

  test('names what is left open of a question that is answered in part', () => {
    const closest = { ...citation, quote: 'The pier is long.' };
    const unanswered = ['What is the capital\u001b of France?', 'Who was first?'];
    const answer: Answer = { ...answered, outcome: 'partly', unanswered, closest: [closest] };
    const shown = describeAnswer(answer, plain);
    expect(shown).toMatch(
      /^The documents answer this in part\. Found in one place in The Harbour\.\n\n│ “The pier was/,
    );
    expect(shown).toContain(
      '\n\nNot answered in the documents: What is the capital␛ of France? Who was first?\n\nClosest passages:\n\n│ “The pier is long.”\n',
    );
  });

  test('colours only places, and only where that is wanted', () => {
    expect(describeAnswer(answered, plain)).not.toContain('\u001b');
    expect(describeAnswer(answered, { colour: true })).toContain(
      '\u001b[2m  [1] The Harbour › Piers › North › page 4\u001b[22m',
    );
  });

  test('shows control characters of a document as characters, so that none steers it', () => {
    const quote = 'a\u001b]0;title\u0007b\u009b31mc\u007f\r\nline\ttwo';
    const section = ['\u001b[2J'];
    const shown = describeAnswer(
      { ...answered, searched: '\u001b[1m', citations: [{ ...citation, quote, section }] },
      plain,
    );
    expect(shown).not.toMatch(/[^\P{Cc}\n\t]/u);
    expect(shown).toContain('a␛]0;title␇b�31mc�␍');
  });

  test('keeps a line of the quote a line, also on a very narrow terminal', () => {
    const quote = 'First line.\nSecond line.';
    const answer = { ...answered, citations: [{ ...citation, quote }] };
    expect(describeAnswer(answer, { ...plain, width: 3 })).toContain(
      '│ “First line.\n│ Second line.”\n',
    );
  });
});
