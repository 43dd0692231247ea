const outsideAscii = /[^\0-\x7f]/;
/** Marks that are left out when typing; in other scripts they are vowels. */
const optionalMarks =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}+/gu;
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const undecomposed = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');

/** A lower-case word as it is typed without accents: `é` as `e`, `ß` as `ss`, `１` as `1`. */
export function foldLetters(word: string): string {
  if (!outsideAscii.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(optionalMarks, '$1')
    .replace(undecomposed, (letter) => plainLetters[letter]!)
    .replace(/\s+/g, '')
    .normalize('NFC');
}
