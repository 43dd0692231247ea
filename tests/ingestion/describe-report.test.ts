import { describe, expect, test } from 'vitest';
import {
  describeNews,
  describePreview,
  describeReport,
} from '../../src/ingestion/describe-report.ts';
import { emptyReport, type IngestReport } from '../../src/ingestion/ingest-report.ts';
import type { UnreadableFile, UnreadableReason } from '../../src/protocol.ts';

const report = (parts: Partial<IngestReport> = {}): IngestReport => ({
  ...emptyReport(),
  ...parts,
});

const left = (uri: string, reason: UnreadableReason, kept = false): UnreadableFile => ({
  uri,
  reason,
  message: `${uri} is ${reason}. Do something.`,
  kept,
});

describe('a run that was made', () => {
  test('is one line where it changed nothing', () => {
    expect(describeReport(report({ unchanged: ['a'] }), 0.1)).toEqual([
      'Nothing changed: 1 document up to date.',
    ]);
    expect(describeReport(report(), 0.1)).toEqual(['Nothing changed: 0 documents up to date.']);
  });

  test('is counted, in words that fit one and many', () => {
    const added = Array.from({ length: 1200 }, (_, index) => `${index}.md`);
    const moved = [{ from: ['m'], to: ['n'] }];
    const changes = { added, replaced: ['r'], moved, removed: ['x', 'y'], passages: 4321 };
    expect(describeReport(report(changes), 12.34)).toEqual([
      '1,200 documents added, 1 document replaced, 1 document found at another place, 2 documents removed.',
      '4,321 passages indexed in 12.3 s.',
    ]);
  });
});

describe('the news of a run', () => {
  test('are what it did', () => {
    const changed = report({ added: ['a.md'], passages: 2 });
    expect(describeNews(changed, 1)).toEqual(describeReport(changed, 1));
  });

  test('are nothing where nothing changed', () => {
    expect(describeNews(report({ unchanged: ['a'] }), 1)).toEqual([]);
  });

  test('are one line where the same files were left out before', () => {
    const failed = [left('a.md', 'empty'), left('b.md', 'damaged', true)];
    expect(describeNews(report({ failed, failedBefore: 2 }), 1)).toEqual([
      '2 files are left out, as before. npm run ingest says why.',
    ]);
    expect(describeNews(report({ failed: failed.slice(1), failedBefore: 1 }), 1)).toEqual([
      '1 file is left out, as before. npm run ingest says why.',
    ]);
  });

  test('name a file that is left out for the first time, with the others', () => {
    const failed = [left('a.md', 'empty'), left('b.md', 'damaged', true)];
    expect(describeNews(report({ failed, failedBefore: 1 }), 1)).toContain(
      '  a.md is empty. Do something.',
    );
  });
});

describe('files that were left out', () => {
  test('are named with the reason and what is left of them', () => {
    const failed = [left('a.md', 'empty'), left('b.md', 'damaged', true)];
    expect(
      describeReport(report({ unchanged: ['c'], failed, others: { '.ods': 1, '.doc': 2 } }), 1),
    ).toEqual([
      'Nothing changed: 1 document up to date.',
      '3 files of other kinds passed over: .doc (2), .ods.',
      '2 files could not be read:',
      '  a.md is empty. Do something.',
      '  b.md is damaged. Do something. Its earlier version stays in the index.',
    ]);
  });

  test('stay readable where there are 500', () => {
    const failed = [
      left('z.pdf', 'damaged'),
      ...Array.from({ length: 499 }, (_, index) => left(`${index}.pdf`, 'encrypted')),
    ];
    expect(describeReport(report({ failed }), 1)).toEqual([
      'Nothing changed: 0 documents up to date.',
      '500 files could not be read:',
      '  Protected by a password: 499',
      ...[0, 1, 2, 3, 4].map((index) => `    ${index}.pdf is encrypted. Do something.`),
      '    … and 494 more',
      '  z.pdf is damaged. Do something.',
      'All of them: npm run ingest -- --json, or GET /api/documents of the server.',
    ]);
  });
});

describe('a run that would be made', () => {
  test('is a line a document and a count', () => {
    const changes = {
      added: ['new.md'],
      replaced: ['b.md'],
      moved: [{ from: ['old.md'], to: ['c/old.md', 'd/old.md'] }],
      removed: ['gone.md'],
      unchanged: ['u.md'],
    };
    expect(describePreview(report(changes))).toEqual([
      '  add      new.md',
      '  replace  b.md',
      '  move     old.md → c/old.md, d/old.md',
      '  remove   gone.md',
      '1 document to add, 1 document to replace, 1 document to move, 1 document to remove, 1 document unchanged.',
      'This was a dry run: nothing was written.',
    ]);
  });

  test('stays readable where it is large', () => {
    const lines = describePreview(report({ added: Array.from({ length: 1021 }, () => 'a.md') }));
    expect(lines).toHaveLength(23);
    expect(lines[20]).toBe('  add      … and 1,001 more');
  });

  test('says where there is nothing to do', () => {
    expect(describePreview(report())).toEqual([
      'Nothing would change.',
      'This was a dry run: nothing was written.',
    ]);
  });
});
