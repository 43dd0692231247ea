import type { BlockDraft } from '../text-composer.ts';
import { firstChild, type XmlElement } from '../xml.ts';
import type { CountItem } from './numbering.ts';
import { propertyOf, readNumbering, readOutlineLevel, type Style, type Styles } from './styles.ts';

export interface ParagraphKind extends Omit<BlockDraft, 'text'> {
  /** Whether its style says that it is the document's title. */
  title?: boolean;
}

/** Nobody writes a heading as long as this; a paragraph was given a place in the outline. */
const longestHeading = 300;
const deepestHeading = 6;

const codeStyles = /^(?:source code|html preformatted|preformatted text|code|macro text|verbatim)$/;
/** In other programs than Word, captions of tables and figures have styles of their own. */
const captionStyles = /^(?:caption|illustration|figure|table|drawing)$/;
const typedBullet = /^[•◦▪‣●○■□∙]\s+/u;

/**
 * What a paragraph is by its style, its place in a list and its place in the outline, and its text
 * without a bullet that was typed by hand. To be called once for each, as items are counted.
 */
export function paragraphKind(
  paragraph: XmlElement,
  text: string,
  { styles, countItem }: { styles: Styles; countItem: CountItem },
): ParagraphKind & { text: string } {
  const properties = firstChild(paragraph, 'w:pPr');
  const styleId = propertyOf(properties, 'w:pStyle');
  const style = styles(styleId);
  const own = readNumbering(properties);
  const reference = {
    list: own.list ?? style.numbering.list,
    level: own.level ?? style.numbering.level,
  };
  const position = countItem(reference, styleId);
  const label = position?.label === undefined ? {} : { label: position.label };

  const level = readOutlineLevel(properties, headingLevel(style));
  if (level !== undefined && text.trim().length <= longestHeading) {
    const title = style.names.includes('title');
    const short = Math.min(level, deepestHeading);
    return { kind: 'heading', level: short, text, ...label, ...(title ? { title } : {}) };
  }
  if (style.names.some((name) => captionStyles.test(name))) return { kind: 'caption', text };
  if (position) return { kind: 'list-item', level: position.level + 1, text, ...label };
  const listed = listLevel(style);
  if (listed !== undefined) return { kind: 'list-item', level: listed, text };
  if (style.names.some((name) => codeStyles.test(name))) return { kind: 'code', text };
  if (typedBullet.test(`${text.trim()} `)) {
    return { kind: 'list-item', level: 1, text: `${text.trim()} `.replace(typedBullet, '') };
  }
  return { kind: 'paragraph', text };
}

function headingLevel({ names, outlineLevel }: Style): number | undefined {
  if (names.includes('title')) return 1;
  if (outlineLevel !== undefined) return outlineLevel;
  const name = names.find((one) => /^heading [1-9]$/.test(one));
  // The heading of a table of contents is based on one, and taken out of the outline.
  return name && !names[0]?.startsWith('toc ') ? Number(name.at(-1)) : undefined;
}

/** The level of styles that are lists by their names alone, and of entries in a table of contents. */
function listLevel({ names }: Style): number | undefined {
  for (const name of names) {
    const found = /^(?:list (?:bullet|number)(?: ([1-9]))?|toc ([1-9]))$/.exec(name);
    if (found) return Number(found[1] ?? found[2] ?? 1);
  }
  return undefined;
}
