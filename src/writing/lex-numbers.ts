/** A piece of text as the reading of numbers sees it. */
export interface Token {
  kind: 'digits' | 'word' | 'mark';
  text: string;
  lower: string;
  /** Letters or a sign written onto digits: `th`, `km`, `%`. */
  suffix: string;
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
  /** Whether white space or the beginning stands before it. */
  apart: boolean;
}

const lexer =
  /(\s*)(?:(\p{Nd}+(?:[.,\u00a0\u202f\u2009'’]\p{Nd}+)*)([年月日万萬亿億만억]|\p{L}{1,9}(?:\/h)?(?!\p{L}|\p{Nd})|%|°\p{Lu}?)?|([A-Z]{2,3}\$|\p{L}[\p{L}\p{M}]*(?:[.'’]\p{L}+)*)|([^\s]))/gu;

export function lexNumbers(text: string): Token[] {
  return Array.from(text.matchAll(lexer), (match, index): Token => {
    const [whole, space = '', digits, suffix = '', word, mark] = match;
    const text = digits === undefined ? (word ?? mark!) : asciiDigits(digits);
    return {
      kind: digits !== undefined ? 'digits' : word !== undefined ? 'word' : 'mark',
      text,
      lower: text.toLowerCase().replaceAll('’', "'"),
      suffix,
      start: match.index + space.length,
      end: match.index + whole.length,
      apart: space !== '' || index === 0,
    };
  });
}

const otherDigit = /(?![0-9])\p{Nd}/gu;

/** Unicode keeps the ten digits of a script together, so the nought is where they begin. */
const asciiDigits = (text: string): string => text.replace(otherDigit, digitValue);

function digitValue(digit: string): string {
  let code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value);
}

/**
 * What digits with their separators may mean: `1,000` a thousand, `1.000,5` a thousand and a half,
 * `1.000` either one or, as many languages write it, a thousand. Nothing for `3.1.2`.
 */
export function digitValues(digits: string): number[] {
  const plain = digits.replace(/[\u00a0\u202f\u2009'’](?=\d{3})/g, '');
  if (/^\d+$/.test(plain)) return [Number(plain)];
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(plain))
    return [Number(plain.replaceAll(',', ''))];
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain)) {
    const other = Number(plain.replaceAll('.', '').replace(',', '.'));
    return /^\d+\.\d+$/.test(plain) ? [Number(plain), other] : [other];
  }
  if (/^\d+[.,]\d+$/.test(plain)) return [Number(plain.replace(',', '.'))];
  return [];
}
