import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { IngestProgress } from '../../src/ingestion/ingest-report.ts';
import { createProgressBar } from '../../src/ingestion/progress-bar.ts';

class Output extends Writable {
  readonly isTTY: boolean;
  text = '';

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

const first: IngestProgress = {
  stage: 'indexing',
  done: 0,
  total: 2,
  bytesDone: 0,
  bytesTotal: 10,
  uri: 'a.md',
  passages: 0,
  failed: 0,
};

describe('where the output is no terminal', () => {
  test('progress is a line at once, and then every other second', () => {
    const stream = new Output(false);
    let time = 1000;
    const bar = createProgressBar({ stream, now: () => time });
    bar.update(first);
    bar.update({ ...first, passages: 1 });
    time += 1999;
    bar.update({ ...first, passages: 2 });
    time += 1;
    bar.update({ ...first, passages: 3 });
    bar.stop();
    bar.stop();
    expect(stream.text).toBe('Document 1 of 2: a.md\nDocument 1 of 2: a.md (3 passages)\n');
  });
});

describe('on a terminal', () => {
  test('progress is one line that is gone when it stops, however often that is said', () => {
    const stream = new Output(true);
    const bar = createProgressBar({ stream });
    bar.stop();
    expect(stream.text).toBe('');
    bar.update(first);
    expect(stream.text).toContain('░  0/2  a.md');
    bar.stop();
    expect(afterLastErasure(stream.text)).toBe('');
    const stopped = stream.text;
    bar.stop();
    expect(stream.text).toBe(stopped);
  });

  test('progress comes back after a line that was written in between', () => {
    const stream = new Output(true);
    const bar = createProgressBar({ stream });
    bar.update(first);
    bar.stop();
    stream.write('A fact.\n');
    bar.update({ ...first, done: 1, uri: 'b.md', passages: 7 });
    bar.stop();
    const [, after = ''] = stream.text.split('A fact.\n');
    expect(after).toContain('1/2  7 passages  b.md');
    expect(afterLastErasure(after)).toBe('');
  });

  /** What is left to see: the text behind the last code that empties the line. */
  const afterLastErasure = (text: string) => text.split('\u001b[2K').at(-1);
});
