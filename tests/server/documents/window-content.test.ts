import { describe, expect, it } from 'vitest';
import { composeText } from '../../../src/documents/text-composer.ts';
import type { Block } from '../../../src/protocol.ts';
import { windowContent } from '../../../src/server/documents/window-content.ts';

const composed = composeText(
  ['One sentence that is cut', 'A note.', 'and goes on here.', 'The end.'].map((text) => ({
    kind: 'paragraph',
    text,
  })),
  '',
);
const blocks: Block[] = composed.blocks.map((block, index) =>
  index === 2 ? { ...block, continues: 0 } : block,
);
const content = {
  id: 'a',
  revision: 'b',
  title: 'c',
  uri: 'd.txt',
  uris: ['d.txt'],
  mediaType: 'text/plain',
  current: true,
  text: composed.text,
  blocks,
};

describe('a window of a document', () => {
  it('is the whole document without a range', () => {
    expect(windowContent(content, undefined)).toEqual({
      ...content,
      from: 0,
      to: composed.text.length,
      length: composed.text.length,
    });
  });

  it('holds every block that the range touches, whole, at the document’s own offsets', () => {
    for (let start = 0; start < composed.text.length; start += 1) {
      for (let end = start + 1; end <= composed.text.length; end += 1) {
        const part = windowContent(content, { start, end });
        expect(part.text).toBe(composed.text.slice(part.from, part.to));
        expect(part.blocks.map((block) => [block.start, block.end])).toEqual(
          blocks
            .filter((block) => block.start < end && block.end > start)
            .map((block) => [block.start, block.end]),
        );
      }
    }
  });

  it('names a continued block by its place in the window, and none that is outside of it', () => {
    const last = composed.text.length;
    expect(windowContent(content, { start: 0, end: last }).blocks[2]?.continues).toBe(0);
    const part = windowContent(content, { start: blocks[1]!.start, end: last });
    expect(part.blocks[1]).not.toHaveProperty('continues');
  });
});
