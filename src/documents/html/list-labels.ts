import { attribute, type HtmlElement, isElement } from './html-tree.ts';

/** The labels that a browser numbers a list's items with: `3.`, `c.`, `IV.`. */
export function itemLabels(list: HtmlElement): ReadonlyMap<HtmlElement, string> {
  const labels = new Map<HtmlElement, string>();
  if (list.tagName !== 'ol') return labels;
  const items = list.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'li');
  const reversed = attribute(list, 'reversed') !== undefined;
  let number = integer(attribute(list, 'start')) ?? (reversed ? items.length : 1);
  for (const item of items) {
    number = integer(attribute(item, 'value')) ?? number;
    const type = attribute(item, 'type') ?? attribute(list, 'type') ?? '1';
    labels.set(item, `${numberAs(number, type)}.`);
    number += reversed ? -1 : 1;
  }
  return labels;
}

function integer(value: string | undefined): number | undefined {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isNaN(number) ? undefined : number;
}

function numberAs(number: number, type: string): string {
  if (type === 'a') return asLetters(number);
  if (type === 'A') return asLetters(number).toUpperCase();
  if (type === 'i') return asRoman(number);
  if (type === 'I') return asRoman(number).toUpperCase();
  return String(number);
}

function asLetters(number: number): string {
  if (number < 1) return String(number);
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(0x61 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function asRoman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let rest = number;
  return romanDigits
    .map(([value, digit]) => {
      const count = Math.floor(rest / value);
      rest -= count * value;
      return digit.repeat(count);
    })
    .join('');
}
