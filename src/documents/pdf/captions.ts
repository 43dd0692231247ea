import { linesText, sizeOf } from './body-type.ts';
import type { PageBlock } from './page-blocks.ts';

const names =
  'figures?|figs?\\.?|tables?|tab\\.|charts?|exhibits?|plates?|schemes?|photos?|maps?|listings?|abbildung(?:en)?|abb\\.|tabelle|tableau|figura|tabla|tabela|tabella|рис\\.?|рисунок|таблица|图|圖|表|図|그림|표|شكل|جدول';
const caption = new RegExp(
  `^[\\[(【]?(?:${names})\\s*(?:\\d+|[IVX]+|[A-Z](?=[.\\d-]))(?:[.–-]\\d+)*[a-z]?([.:)\\]】|–—-]|$)?`,
  'iu',
);
/** A longer one is a paragraph that begins with a figure's name. */
const longestCaption = 1200;

/** Turns paragraphs that name a figure or a table and say what it shows into captions. */
export function findCaptions(blocks: readonly PageBlock[], bodySize: number): PageBlock[] {
  return blocks.map((block, index): PageBlock => {
    if (block.kind !== 'paragraph') return block;
    const text = linesText(block);
    const match = caption.exec(text);
    if (!match || text.length > longestCaption) return block;
    const bold = block.lines[0]!.fragments[0]!.bold || block.lines[0]!.bold;
    const small = sizeOf(block) < bodySize * 0.95;
    const besideTable = blocks[index + 1]?.kind === 'table-row';
    const punctuated = match[1] !== undefined;
    return punctuated || bold || small || (besideTable && text.length < 300)
      ? { ...block, kind: 'caption' }
      : block;
  });
}
