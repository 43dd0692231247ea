import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { packZip, unpackZip } from '../../scripts/fuzz/zip-file.ts';

const entries = [
  { name: 'mimetype', content: Buffer.from('application/epub+zip') },
  { name: 'folder/ä.xml', content: Buffer.from('<a>words words words words</a>') },
  { name: 'empty', content: Buffer.alloc(0) },
];

describe('packZip', () => {
  it('makes what unpackZip takes apart again', () => {
    expect(unpackZip(packZip(entries))).toEqual(entries);
  });

  it('makes archives that another library reads', async () => {
    const archive = await yauzl.fromBufferPromise(packZip(entries), { strictFileNames: true });
    const read: { name: string; content: Buffer }[] = [];
    for await (const entry of archive.eachEntry()) {
      const chunks: Buffer[] = [];
      for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
      read.push({ name: entry.fileName, content: Buffer.concat(chunks) });
    }
    expect(read).toEqual(entries);
  });
});
