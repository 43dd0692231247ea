import { describe, expect, test } from 'vitest';
import { barLine, plainLine } from '../../src/ingestion/describe-progress.ts';
import { describePreview, describeReport } from '../../src/ingestion/describe-report.ts';
import { emptyReport } from '../../src/ingestion/ingest-report.ts';

describe('the name of a file says nothing to the terminal', () => {
  const uri = 'a\u001b]0;b\u0007\n\u202efdp.pdf';
  const shown = 'a\\u{001b}]0;b\\u{0007}\\u{000a}\\u{202e}fdp.pdf';

  test('in a report', () => {
    const failure = { uri, reason: 'empty' as const, message: `${uri} holds no text.` };
    const report = { ...emptyReport(), added: [uri], failed: [{ ...failure, kept: false }] };
    expect(describeReport(report, 1)).toContain(`  ${shown} holds no text.`);
    expect(describePreview(report)).toContain(`  add      ${shown}`);
  });

  test('in the progress', () => {
    const counts = { done: 0, total: 1, bytesDone: 0, bytesTotal: 1, passages: 0, failed: 0 };
    const progress = { stage: 'indexing' as const, uri, ...counts };
    expect(plainLine(progress, 1)).toBe(`Document 1 of 1: ${shown}`);
    expect(barLine(progress, 1, 200).endsWith(shown)).toBe(true);
  });
});
