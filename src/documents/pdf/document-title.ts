import { linesText, sizeOf } from './body-type.ts';
import type { PageBlock } from './page-blocks.ts';

/** A title is set at least this much larger than the text. */
const titleType = 1.15;
const longestTitle = 250;
const mostLines = 5;
/** Where on the first page it may end, as a share of its height. */
const upperPart = 0.75;

const fileName =
  /\.(docx?|pdf|pptx?|xlsx?|odt|rtf|txt|tex|dvi|indd|qxd|html?|jpe?g|png|tiff?|ai|eps|fm|pages|pub|ps|cdr|wpd)\b/i;
const program =
  /^(microsoft (word|powerpoint|excel|office)|powerpoint presentation|word document|untitled|unbenannt|sans titre|document\d*$|print\b|slide \d|no title|title$|template|<.*>|http|www)/i;
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A title from a file's properties where it is one: not a file's or a program's name. */
export function sensibleTitle(title: string | undefined): string | undefined {
  const text = title?.replace(/\s+/g, ' ').trim() ?? '';
  if (text.length < 4 || text.length > longestTitle || !/\p{L}{2}/u.test(text)) return undefined;
  if (fileName.test(text) || program.test(text)) return undefined;
  // A name of a file without its ending, or a code.
  if (/^\S+$/.test(text) && /[-_\d]|^\p{Ll}|.{18}/u.test(text)) return undefined;
  if (/[_\\]/.test(text) || text.includes('\ufffd')) return undefined;
  return text;
}

/** The block on the first page that is set as its title: in the largest type, high on the page. */
export function findTitleBlock(
  blocks: readonly PageBlock[],
  { bodySize, height }: { bodySize: number; height: number },
): PageBlock | undefined {
  const first = blocks[0]?.page ?? 1;
  const candidates = blocks.filter((block) => {
    const text = linesText(block);
    return (
      block.page === first &&
      block.kind === 'paragraph' &&
      text.length <= longestTitle &&
      block.lines.length <= mostLines &&
      (text.match(/\p{L}/gu)?.length ?? 0) >= 3 &&
      (sizeOf(block) >= bodySize * titleType || (block === blocks[0] && block.lines[0]!.bold)) &&
      block.box.bottom <= height * upperPart
    );
  });
  const best = candidates.reduce<PageBlock | undefined>(
    (most, block) => (!most || sizeOf(block) > sizeOf(most) * 1.02 ? block : most),
    undefined,
  );
  if (!best || !isSectionStyle(best, blocks)) return best;
  // Its style is that of sections: the title is what stands over the first of them, if anything.
  return candidates.indexOf(best) > 0 ? candidates[0] : undefined;
}

/** Whether more headings than one look like this one. */
function isSectionStyle(block: PageBlock, blocks: readonly PageBlock[]): boolean {
  const alike = blocks.filter(
    (other) =>
      other.kind === 'paragraph' &&
      other.lines.length <= mostLines &&
      Math.abs(sizeOf(other) - sizeOf(block)) < 0.3 &&
      other.lines[0]!.bold === block.lines[0]!.bold,
  );
  return alike.length >= 3;
}

/**
 * What the document is called: its properties' title where the first page says it too, else the
 * title that the first page shows, else the properties' title, else its first heading.
 */
export function chooseTitle(
  properties: string | undefined,
  shown: { title: string | undefined; heading: string | undefined; firstPage: string },
): string | undefined {
  const sensible = sensibleTitle(properties);
  if (sensible && fold(shown.firstPage).includes(fold(sensible))) return sensible;
  return shown.title ?? sensible ?? shown.heading;
}
