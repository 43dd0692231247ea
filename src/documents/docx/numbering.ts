import { formatNumber } from '../format-number.ts';
import { childElements, firstChild, type XmlElement } from '../xml.ts';
import { isOn, type NumberingReference, propertyOf, type Styles } from './styles.ts';

interface Level {
  /** As the file names it: `decimal`, `lowerLetter`, `bullet`. */
  format: string;
  /** The label with `%1` to `%9` for the numbers of the levels. */
  pattern: string;
  start: number;
  /** Whether the numbers of all levels are shown as decimals. */
  legal: boolean;
  /** Going back to a level that is not deeper than this begins anew; 0 never does. */
  restartsAfter: number | undefined;
}

interface List {
  /** Lists that are made from the same definition count on together. */
  definition: string;
  levels: ReadonlyMap<number, Level>;
  restarts: ReadonlyMap<number, number>;
}

export interface ListPosition {
  /** From 0. */
  level: number;
  /** What stands before the item, such as "2.1" or "b)"; undefined for bullets. */
  label: string | undefined;
}

/**
 * Counts the items of a document's lists. To be asked once for each paragraph, in their order.
 * @returns the position, or undefined where the reference leads to no list
 */
export type CountItem = (
  reference: NumberingReference,
  styleId?: string,
) => ListPosition | undefined;

const deepestLevel = 8;

/** Reads the lists that a document defines (ECMA-376, part 1, 17.9). */
export function readListCounter(root: XmlElement | undefined, styles: Styles): CountItem {
  const { lists, levelsOfStyles } = root
    ? readLists(root, styles)
    : { lists: new Map<string, List>(), levelsOfStyles: new Map<string, number>() };
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();

  return (reference, styleId) => {
    const list = reference.list === undefined ? undefined : lists.get(reference.list);
    if (!list) return undefined;
    const named = reference.level ?? (styleId ? levelsOfStyles.get(styleId) : undefined) ?? 0;
    const level = Math.min(Math.max(named, 0), deepestLevel);
    const numbers = counts.get(list.definition) ?? [];
    counts.set(list.definition, numbers);
    const restart = list.restarts.get(level);
    if (restart !== undefined && !begun.has(`${reference.list} ${level}`)) {
      numbers[level] = restart - 1;
    }
    begun.add(`${reference.list} ${level}`);
    countOn(numbers, level, list.levels);
    return { level, label: labelOf(numbers, level, list.levels) };
  };
}

function countOn(numbers: number[], level: number, levels: List['levels']): void {
  for (let above = 0; above < level; above += 1) {
    numbers[above] ??= levels.get(above)?.start ?? 1;
  }
  numbers[level] = (numbers[level] ?? (levels.get(level)?.start ?? 1) - 1) + 1;
  for (let deeper = level + 1; deeper <= deepestLevel; deeper += 1) {
    const restartsAfter = levels.get(deeper)?.restartsAfter ?? deeper;
    if (level < restartsAfter) delete numbers[deeper];
  }
}

function labelOf(
  numbers: readonly number[],
  level: number,
  levels: List['levels'],
): string | undefined {
  const shown = levels.get(level);
  if (!shown || shown.format === 'bullet' || shown.format === 'none') return undefined;
  const label = shown.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const format = shown.legal ? 'decimal' : (levels.get(index)?.format ?? 'decimal');
    return formatNumber(numbers[index] ?? levels.get(index)?.start ?? 1, format);
  });
  return label.trim() || undefined;
}

function readLists(root: XmlElement, styles: Styles) {
  const definitions = new Map<string, XmlElement>();
  for (const element of childElements(root, 'w:abstractNum')) {
    definitions.set(element.attributes['w:abstractNumId'] ?? '', element);
  }
  const lists = new Map<string, List>();
  const levelsOfStyles = new Map<string, number>();
  const elements = childElements(root, 'w:num');
  const definitionOf = (element: XmlElement, seen: readonly string[] = []): string | undefined => {
    const id = propertyOf(element, 'w:abstractNumId') ?? '';
    // A definition may stand for that of a style of lists.
    const link = propertyOf(definitions.get(id), 'w:numStyleLink');
    const linked = link === undefined ? undefined : styles(link).numbering.list;
    const next = elements.find(({ attributes }) => attributes['w:numId'] === linked);
    if (!next || linked === undefined || seen.includes(linked)) return id;
    return definitionOf(next, [...seen, linked]);
  };
  for (const element of elements) {
    const definition = definitionOf(element) ?? '';
    const levels = new Map<number, Level>();
    const restarts = new Map<number, number>();
    for (const level of levelElements(definitions.get(definition))) {
      const index = levelIndex(level);
      levels.set(index, readLevel(level));
      const style = propertyOf(level, 'w:pStyle');
      if (style !== undefined) levelsOfStyles.set(style, index);
    }
    for (const override of childElements(element, 'w:lvlOverride')) {
      const level = firstChild(override, 'w:lvl');
      if (level) levels.set(levelIndex(override), readLevel(level));
      const start = propertyOf(override, 'w:startOverride');
      if (start !== undefined) restarts.set(levelIndex(override), Number(start) || 0);
    }
    lists.set(element.attributes['w:numId'] ?? '', { definition, levels, restarts });
  }
  return { lists, levelsOfStyles };
}

const levelElements = (definition: XmlElement | undefined): XmlElement[] =>
  definition ? childElements(definition, 'w:lvl') : [];

const levelIndex = ({ attributes }: XmlElement): number => Number(attributes['w:ilvl']) || 0;

function readLevel(element: XmlElement): Level {
  const restart = propertyOf(element, 'w:lvlRestart');
  return {
    format: propertyOf(element, 'w:numFmt') ?? 'decimal',
    pattern: propertyOf(element, 'w:lvlText') ?? '',
    start: Number(propertyOf(element, 'w:start') ?? 1) || 0,
    legal: isOn(element, 'w:isLgl') ?? false,
    restartsAfter: restart === undefined ? undefined : Number(restart),
  };
}
