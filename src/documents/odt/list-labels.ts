import { formatNumber } from '../format-number.ts';
import { childElements, descendants, type XmlElement } from '../xml.ts';

interface Level {
  format: string;
  prefix: string;
  suffix: string;
  start: number;
  /** How many levels the label shows, the last one its own. */
  shown: number;
}

/** The levels of a list style from 1, those with bullets left out. */
type Levels = ReadonlyMap<number, Level>;

export type ListStyles = ReadonlyMap<string, Levels>;

/** The name under which the numbers of headings are kept among those of lists. */
export const outlineStyle = 'outline';

const formats: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

export function readListStyles(roots: readonly XmlElement[]): ListStyles {
  const styles = new Map<string, Levels>();
  for (const root of roots) {
    for (const element of descendants(root, 'text:list-style')) {
      styles.set(element.attributes['style:name'] ?? '', readLevels(element));
    }
    const outline = descendants(root, 'text:outline-style')[0];
    if (outline) styles.set(outlineStyle, readLevels(outline));
  }
  return styles;
}

function readLevels(style: XmlElement): Levels {
  const levels = new Map<number, Level>();
  for (const { name, attributes } of childElements(style)) {
    const format = formats[attributes['style:num-format'] ?? ''];
    if (name.includes('bullet') || format === undefined) continue;
    levels.set(Number(attributes['text:level']) || 1, {
      format,
      prefix: attributes['style:num-prefix'] ?? '',
      suffix: attributes['style:num-suffix'] ?? '',
      start: Number(attributes['text:start-value'] ?? 1) || 0,
      shown: Number(attributes['text:display-levels'] ?? 1) || 1,
    });
  }
  return levels;
}

/** The numbers that a list has come to, one for each level from 1. */
export type Numbers = number[];

/** Counts an item of a level and gives its label, or undefined where it has a bullet or none. */
export function nextLabel(
  numbers: Numbers,
  level: number,
  levels: Levels | undefined,
  start?: number,
): string | undefined {
  const shown = levels?.get(level);
  numbers.length = Math.min(numbers.length, level + 1);
  numbers[level] = start ?? (numbers[level] ?? (shown?.start ?? 1) - 1) + 1;
  if (!shown) return undefined;
  const parts: string[] = [];
  for (let index = Math.max(level - shown.shown + 1, 1); index <= level; index += 1) {
    const of = levels?.get(index);
    if (of) parts.push(formatNumber(numbers[index] ?? of.start, of.format));
  }
  return `${shown.prefix}${parts.join('.')}${shown.suffix}`.trim() || undefined;
}
