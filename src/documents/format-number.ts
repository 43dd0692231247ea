const romans: readonly [value: number, digits: string][] = [
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
/** The signs of notes, in their order; after the last one they are doubled. */
const signs = ['*', '†', '‡', '§'];

/**
 * A number as lists and notes show it, in one of the formats of ECMA-376 (part 1, 17.18.59): those
 * with letters, Roman numerals and signs. All others are shown as decimals.
 */
export function formatNumber(value: number, format: string): string {
  if (format === 'bullet' || format === 'none') return '';
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (!Number.isInteger(value) || value < 1 || value > 9999) return String(value);
  switch (format) {
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'chicago':
      return repeat(signs, value);
    default:
      return String(value);
  }
}

function roman(value: number): string {
  let rest = value;
  let text = '';
  for (const [size, digits] of romans) {
    while (rest >= size) {
      text += digits;
      rest -= size;
    }
  }
  return text;
}

/** a to z, then aa to zz, as word processors count. */
const letters = (value: number): string => repeat([...'abcdefghijklmnopqrstuvwxyz'], value);

function repeat(alphabet: readonly string[], value: number): string {
  const index = value - 1;
  const times = Math.floor(index / alphabet.length) + 1;
  return alphabet[index % alphabet.length]!.repeat(times);
}
