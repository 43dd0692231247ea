const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';
const ordinalOnes =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';

const entries = (words: string, valueAt: (index: number) => number): [string, number][] =>
  words.split(/\s+/).map((word, index) => [word, valueAt(index)]);

/** English words of number below a hundred. */
export const cardinals: ReadonlyMap<string, number> = new Map([
  ...entries(ones, (index) => index),
  ...entries(tens, (index) => 20 + index * 10),
  ['twice', 2],
  ['thrice', 3],
]);

export const ordinals: ReadonlyMap<string, number> = new Map([
  ...entries(ordinalOnes, (index) => index + 1),
  ...entries(tens.replaceAll('y', 'ieth'), (index) => 20 + index * 10),
  ['hundredth', 100],
  ['thousandth', 1000],
]);

/** Words that multiply the number before them; also those that other languages write in digits with. */
export const multipliers: ReadonlyMap<string, number> = new Map(
  `dozen 12;hundred 100;thousand 1e3 k;lakh 1e5;crore 1e7;
  million 1e6 mio millionen millones millions milhões milioni miljoen milionów миллион миллиона миллионов;
  billion 1e9 bn mrd milliarde milliarden milliard milliards miliardi miliardo miljard миллиард миллиарда миллиардов;
  trillion 1e12 tn billionen billones;tausend 1e3;mille 1e3;mil 1e3;тысяч 1e3 тысячи;
  万 1e4 萬;亿 1e8 億;만 1e4;억 1e8`
    .split(';')
    .map((entry) => entry.trim().split(/\s+/))
    .flatMap(([word, value, ...others]) =>
      [word!, ...others].map((form): [string, number] => [form, Number(value)]),
    ),
);

/** "half", "two thirds": what one of them is. */
export const fractions: ReadonlyMap<string, number> = new Map([
  ['half', 1 / 2],
  ['halves', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['fourths', 1 / 4],
  ['fifths', 1 / 5],
  ['sixths', 1 / 6],
  ['eighths', 1 / 8],
  ['tenths', 1 / 10],
]);
const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const roman = /^(?=[IVXL])(?:X[CL]|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** The value of a Roman numeral below a hundred in capitals, as kings and wars are counted with. */
export function romanValue(text: string): number | undefined {
  if (!roman.test(text)) return undefined;
  const values = [...text.toLowerCase()].map((digit) => romanDigits[digit]!);
  return values.reduce(
    (sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value),
    0,
  );
}
