import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** Bytes. A page that embeds the chat pays them once. */
const ceiling = 30_000;

test('the widget is small', async () => {
  const widget = await readFile(new URL('../../dist/web/widget.js', import.meta.url));
  expect(gzipSync(widget).length).toBeLessThan(ceiling);
});
