import { formatNumber } from '../format-number.ts';
import { childElements, descendants, firstChild, type XmlElement } from '../xml.ts';

/** How paragraphs of a shape are marked, the nearest settings first. */
export type Bullets = (paragraph: XmlElement, level: number) => XmlElement | undefined;

const marks = /^a:bu(?:None|Char|AutoNum|Blip)$/;

/**
 * Finds the mark of a paragraph: its own, or that of its shape, or what the same place has on the
 * slide's layout and master. Shapes that are no place of the layout inherit none.
 */
export function findBullets(shape: XmlElement, inherited: readonly XmlElement[]): Bullets {
  const lists = [shape, ...inherited].flatMap((one) => descendants(one, 'a:lstStyle'));
  const styles = [...lists, ...inherited.filter(({ name }) => name === 'p:bodyStyle')];
  return (paragraph, level) => {
    const own = firstMark(firstChild(paragraph, 'a:pPr'));
    if (own) return own;
    for (const style of styles) {
      const mark = firstMark(firstChild(style, `a:lvl${level}pPr`));
      if (mark) return mark;
    }
    return undefined;
  };
}

const firstMark = (properties: XmlElement | undefined): XmlElement | undefined =>
  properties && childElements(properties).find(({ name }) => marks.test(name));

/** The numbers that the levels of a shape have come to, from 1. */
export type Numbers = (number | undefined)[];

/** The label of a numbered paragraph, such as "2." or "b)". Other paragraphs end the count. */
export function nextLabel(
  numbers: Numbers,
  level: number,
  mark: XmlElement | undefined,
): string | undefined {
  numbers.length = Math.min(numbers.length, level + 1);
  if (mark?.name !== 'a:buAutoNum') {
    numbers[level] = undefined;
    return undefined;
  }
  const { type = 'arabicPeriod', startAt } = mark.attributes;
  const number = (numbers[level] ?? (Number(startAt ?? 1) || 1) - 1) + 1;
  numbers[level] = number;
  const text = formatNumber(number, numberFormat(type));
  if (type.endsWith('ParenBoth')) return `(${text})`;
  if (type.endsWith('ParenR')) return `${text})`;
  return type.endsWith('Period') ? `${text}.` : text;
}

function numberFormat(type: string): string {
  if (type.startsWith('alphaLc')) return 'lowerLetter';
  if (type.startsWith('alphaUc')) return 'upperLetter';
  if (type.startsWith('romanLc')) return 'lowerRoman';
  return type.startsWith('romanUc') ? 'upperRoman' : 'decimal';
}
